package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.LiveFeatures;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.TierSuggestion.Ground;

/** Scores as lines of a file. Nothing in a line depends on when anything was received. */
public final class RiskJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RiskJson() {}

  private record Identity(String subject, long at) {}

  /** The last revision of each score that was not withdrawn, by instant and person. */
  public static List<RiskScore> standing(List<RiskScore> scores) {
    Map<Identity, RiskScore> last = new HashMap<>();
    for (RiskScore score : scores) {
      last.merge(
          new Identity(score.subject().pseudonym(), score.at()),
          score,
          (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    List<RiskScore> standing = new ArrayList<>(last.values());
    standing.removeIf(score -> score.content() == null);
    standing.sort(Comparator.comparingLong(RiskScore::at).thenComparing(RiskScore::subject));
    return standing;
  }

  /** A score that was not withdrawn. */
  public static String line(RiskScore score) {
    Content content = score.said();
    ObjectNode out = JSON.createObjectNode();
    out.put("subject", score.subject().pseudonym());
    out.put("at", FactJson.time(score.at()));
    out.put("why", content.why().name());
    out.put("county", content.county());
    out.put("office", content.office());
    out.put("minor", content.minor());
    out.put("basis", content.basis().name());
    out.put("model", content.model());
    out.put("modelVersion", content.modelVersion());
    Score said = content.score();
    if (said != null) {
      out.put("probability", said.probability());
      out.put("low", said.low());
      out.put("high", said.high());
    }
    ArrayNode reasons = out.putArray("reasons");
    for (Reason reason : content.reasons()) {
      ObjectNode it = reasons.addObject();
      it.put("feature", reason.feature());
      it.put("contribution", reason.contribution());
      it.put("english", reason.english());
      it.put("chinese", reason.chinese());
    }
    out.put("presentTier", content.suggestion().present().name());
    out.put("suggestedTier", content.suggestion().tier().name());
    out.put("grade", content.suggestion().quality().name());
    ArrayNode grounds = out.putArray("grounds");
    for (Ground ground : content.suggestion().grounds()) {
      grounds.addObject().put("english", ground.english()).put("chinese", ground.chinese());
    }
    out.put("observedFrom", FactJson.time(content.observedFrom()));
    out.put("featureSet", content.vector().features().value());
    out.set("features", features(content.vector()));
    return out.toString();
  }

  /** The features that are there, by name; by number when the set is not the one of this build. */
  public static ObjectNode features(FeatureVector vector) {
    boolean known = vector.features().equals(LiveFeatures.SET.id());
    ObjectNode out = JSON.createObjectNode();
    for (int feature = 0; feature < vector.size(); feature++) {
      if (!vector.isMissing(feature)) {
        out.put(
            known ? LiveFeatures.SET.name(feature) : Integer.toString(feature),
            vector.value(feature));
      }
    }
    return out;
  }
}
