package zhijiao.models.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import zhijiao.models.feature.FeatureSetId;
import zhijiao.models.score.StoredModel;
import zhijiao.models.score.UnreadableModelException;

/**
 * That somebody decided that from an instant of event time on a model scores, or scores no more. Described field by field in
 * docs/risk.md.
 *
 * @param effective from when on, for everybody; epoch milliseconds UTC
 * @param by who decided; a pseudonym
 * @param because why, for {@link Act#SUSPEND}; may be empty otherwise
 * @param version of the model that is promoted or suspended
 * @param model null but for {@link Act#PROMOTE}
 */
public record Promotion(
    Act act,
    long effective,
    String by,
    String because,
    String version,
    @Nullable StoredModel model) {

  private static final String FORMAT = "zhijiao-promotion";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What was decided. */
  public enum Act {
    /** The model scores. */
    PROMOTE,
    /** No model scores: only rules suggest tiers. */
    SUSPEND
  }

  /** By the time from which they hold, then suspensions last, then by version: of those before an instant the last holds. */
  public static final Comparator<Promotion> ORDER =
      Comparator.comparingLong(Promotion::effective)
          .thenComparing(Promotion::act)
          .thenComparing(Promotion::version)
          .thenComparing(Promotion::because)
          .thenComparing(Promotion::by);

  public Promotion {
    if ((act == Act.PROMOTE) != (model != null)) {
      throw new IllegalArgumentException(
          act + " " + (model == null ? "without" : "with") + " model");
    }
  }

  /** The text of a promotion. */
  public static String promote(byte[] model, long effective, String by) {
    ObjectNode root = head(Act.PROMOTE, effective, by, "");
    root.put("modelVersion", StoredModel.versionOf(model));
    root.put("model", new String(model, StandardCharsets.UTF_8));
    return root.toString();
  }

  /** The text of a suspension of whatever model is in force. */
  public static String suspend(String version, long effective, String by, String because) {
    return head(Act.SUSPEND, effective, by, because).put("modelVersion", version).toString();
  }

  /**
   * The text of another promotion of the same model.
   *
   * @param text of the first
   */
  public static String again(String text, long effective, String by, String because) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(text);
      root.put("effective", Instant.ofEpochMilli(effective).toString());
      return root.put("by", by).put("because", because).toString();
    } catch (IOException | ClassCastException e) {
      throw new UnreadableModelException("a promotion that is no JSON", e);
    }
  }

  private static ObjectNode head(Act act, long effective, String by, String because) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION);
    root.put("act", act.name().toLowerCase(Locale.ROOT));
    root.put("effective", Instant.ofEpochMilli(effective).toString());
    return root.put("by", by).put("because", because);
  }

  /**
   * @param features the only feature set that a model may be for
   * @throws UnreadableModelException when it is none, or its model cannot score these features
   */
  public static Promotion read(String text, FeatureSetId features) {
    JsonNode root;
    try {
      root = Objects.requireNonNullElse(JSON.readTree(text), JSON.nullNode());
    } catch (IOException e) {
      throw new UnreadableModelException("a promotion that is no JSON", e);
    }
    if (!FORMAT.equals(root.path("format").asText()) || root.path("version").asInt() != VERSION) {
      throw new UnreadableModelException("its format is not " + FORMAT + " " + VERSION);
    }
    String by = root.path("by").asText();
    if (by.isBlank()) {
      throw new UnreadableModelException("nobody answers for it: 'by' is missing");
    }
    Act act;
    long effective;
    try {
      act = Act.valueOf(root.path("act").asText().toUpperCase(Locale.ROOT));
      effective = Instant.parse(root.path("effective").asText()).toEpochMilli();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UnreadableModelException("'act' or 'effective': " + e.getMessage(), e);
    }
    String said = root.path("modelVersion").asText();
    String because = root.path("because").asText();
    if (act == Act.SUSPEND) {
      return new Promotion(act, effective, by, because, said, null);
    }
    StoredModel model =
        StoredModel.read(root.path("model").asText().getBytes(StandardCharsets.UTF_8));
    if (!model.version().equals(said)) {
      throw new UnreadableModelException(
          "it says model " + said + ", what it holds is " + model.version());
    }
    FeatureSetId wanted = model.model().features().id();
    if (!wanted.equals(features)) {
      throw new WrongFeaturesException(
          "model " + said + " is for feature set " + wanted + ", this job computes " + features);
    }
    return new Promotion(act, effective, by, because, said, model);
  }

  /** A model of other features than these; thrown by {@link #read}. */
  public static final class WrongFeaturesException extends UnreadableModelException {
    private static final long serialVersionUID = 1;

    WrongFeaturesException(String message) {
      super(message);
    }
  }
}
