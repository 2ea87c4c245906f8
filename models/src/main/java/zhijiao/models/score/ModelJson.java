package zhijiao.models.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import zhijiao.models.feature.Derived;
import zhijiao.models.feature.FeatureColumn;
import zhijiao.models.feature.FeatureSet;
import zhijiao.models.feature.Kind;

/** The form of a model in a file; field by field in {@code docs/risk-models.md}. */
final class ModelJson {

  private static final String FORMAT = "zhijiao-risk-model";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelJson() {}

  static String write(RiskModel model) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT).put("version", VERSION).put("name", model.name());
    root.put("featureSet", model.features().id().value());
    writeFeatures(model.features(), root.putObject("features"));
    root.put("periods", model.periods()).put("intercept", model.intercept());
    ArrayNode members = root.putArray("members");
    double[] weights = model.weights();
    for (int i = 0; i < weights.length; i++) {
      writeMember(model.members().get(i), members.addObject().put("weight", weights[i]));
    }
    writeCalibration(model.calibration(), root.putObject("calibration"));
    numbers(root.putArray("importance"), model.importance());
    ArrayNode bands = root.putArray("bands");
    for (Band band : model.bands()) {
      bands.addObject().put("from", band.from()).put("low", band.low()).put("high", band.high());
    }
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a model cannot be written", e);
    }
  }

  private static void writeFeatures(FeatureSet features, ObjectNode to) {
    ArrayNode columns = to.putArray("columns");
    for (FeatureColumn column : features.columns()) {
      ObjectNode node = columns.addObject();
      node.put("name", column.name()).put("kind", column.kind().word());
      node.put("english", column.english()).put("chinese", column.chinese());
      if (!column.levels().isEmpty()) {
        column.levels().forEach(node.putArray("levels")::add);
      }
      if (!column.chineseLevels().isEmpty()) {
        column.chineseLevels().forEach(node.putArray("chineseLevels")::add);
      }
      if (column.knownWith() != null) {
        node.put("knownWith", column.knownWith());
      }
    }
    ArrayNode derived = to.putArray("derived");
    for (Derived one : features.derived()) {
      ObjectNode node = derived.addObject();
      node.put("name", one.name()).put("operation", one.operation().word());
      one.of().forEach(node.putArray("of")::add);
      node.put("english", one.english()).put("chinese", one.chinese());
    }
  }

  private static void writeMember(Member member, ObjectNode to) {
    switch (kindOf(member)) {
      case LINEAR -> {
        Linear linear = (Linear) member;
        to.put("type", "linear");
        writeTerms(linear.terms(), to.putArray("terms"));
        to.put("intercept", linear.intercept());
        numbers(to.putArray("weights"), linear.weights());
        numbers(to.putArray("means"), linear.means());
      }
      case SYMMETRIC -> {
        SymmetricTrees trees = (SymmetricTrees) member;
        to.put("type", "symmetric-trees");
        writeTerms(trees.terms(), to.putArray("terms"));
        to.put("base", trees.base()).put("depth", trees.depth());
        integers(to.putArray("asked"), trees.asked());
        numbers(to.putArray("thresholds"), trees.thresholds());
        ArrayNode missing = to.putArray("missingAbove");
        for (boolean one : trees.missingAbove()) {
          missing.add(one ? 1 : 0);
        }
        numbers(to.putArray("leaves"), trees.leaves());
        numbers(to.putArray("covers"), trees.covers());
      }
      case TREES -> {
        Trees trees = (Trees) member;
        to.put("type", "trees");
        writeTerms(trees.terms(), to.putArray("terms"));
        to.put("base", trees.base()).put("scale", trees.scale());
        integers(to.putArray("roots"), trees.roots());
        integers(to.putArray("asked"), trees.asked());
        numbers(to.putArray("numbers"), trees.numbers());
        integers(to.putArray("below"), trees.below());
        integers(to.putArray("above"), trees.above());
        numbers(to.putArray("covers"), trees.covers());
      }
    }
  }

  private enum MemberKind {
    LINEAR,
    SYMMETRIC,
    TREES
  }

  private static MemberKind kindOf(Member member) {
    return member instanceof Linear
        ? MemberKind.LINEAR
        : member instanceof SymmetricTrees ? MemberKind.SYMMETRIC : MemberKind.TREES;
  }

  private static void writeTerms(List<Term> terms, ArrayNode to) {
    for (Term term : terms) {
      ObjectNode node = to.addObject().put("feature", term.feature());
      if (term instanceof Term.Raw) {
        node.put("is", "raw");
      } else if (term instanceof Term.Filled filled) {
        node.put("is", "filled").put("with", filled.with());
      } else if (term instanceof Term.Missing) {
        node.put("is", "missing");
      } else if (term instanceof Term.AtLeast atLeast) {
        node.put("is", "at-least").put("threshold", atLeast.threshold());
      } else if (term instanceof Term.Above above) {
        node.put("is", "above").put("knot", above.knot());
      } else if (term instanceof Term.Is is) {
        node.put("is", "level").put("level", is.level());
      } else if (term instanceof Term.Lookup lookup) {
        node.put("is", "lookup").put("missing", lookup.missing());
        numbers(node.putArray("table"), lookup.table());
      }
    }
  }

  private static void writeCalibration(Calibration calibration, ObjectNode to) {
    if (calibration instanceof Calibration.Platt platt) {
      to.put("type", "platt").put("slope", platt.slope()).put("shift", platt.shift());
    } else if (calibration instanceof Calibration.Isotonic isotonic) {
      to.put("type", "isotonic");
      numbers(to.putArray("margins"), isotonic.margins());
      numbers(to.putArray("probabilities"), isotonic.probabilities());
    }
  }

  private static void numbers(ArrayNode to, double[] values) {
    for (double value : values) {
      to.add(value);
    }
  }

  private static void integers(ArrayNode to, int[] values) {
    for (int value : values) {
      to.add(value);
    }
  }

  static RiskModel read(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new UnreadableModelException("no JSON", e);
    }
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new UnreadableModelException("its format is not " + FORMAT);
    }
    if (root.path("version").asInt() != VERSION) {
      throw new UnreadableModelException(
          "version " + root.path("version") + " of its format; this program reads " + VERSION);
    }
    try {
      return readModel(root);
    } catch (IllegalArgumentException e) {
      throw new UnreadableModelException(String.valueOf(e.getMessage()), e);
    }
  }

  private static RiskModel readModel(JsonNode root) {
    FeatureSet features = readFeatures(need(root, "features"));
    String said = need(root, "featureSet").asText();
    if (!features.id().value().equals(said)) {
      throw new UnreadableModelException(
          "it says feature set " + said + ", its features are " + features.id());
    }
    List<Member> members = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    for (JsonNode node : need(root, "members")) {
      members.add(readMember(node));
      weights.add(number(node, "weight"));
    }
    List<Band> bands = new ArrayList<>();
    for (JsonNode node : need(root, "bands")) {
      bands.add(new Band(number(node, "from"), number(node, "low"), number(node, "high")));
    }
    return new RiskModel(
        need(root, "name").asText(),
        features,
        need(root, "periods").asInt(),
        number(root, "intercept"),
        members,
        weights.stream().mapToDouble(Double::doubleValue).toArray(),
        readCalibration(need(root, "calibration")),
        numbers(root, "importance"),
        bands);
  }

  private static FeatureSet readFeatures(JsonNode node) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (JsonNode one : need(node, "columns")) {
      columns.add(
          new FeatureColumn(
              need(one, "name").asText(),
              Kind.valueOf(need(one, "kind").asText().toUpperCase(Locale.ROOT)),
              texts(one.path("levels")),
              one.hasNonNull("knownWith") ? one.path("knownWith").asText() : null,
              need(one, "english").asText(),
              need(one, "chinese").asText(),
              texts(one.path("chineseLevels"))));
    }
    List<Derived> derived = new ArrayList<>();
    for (JsonNode one : need(node, "derived")) {
      derived.add(
          new Derived(
              need(one, "name").asText(),
              Derived.Operation.valueOf(need(one, "operation").asText().toUpperCase(Locale.ROOT)),
              texts(need(one, "of")),
              need(one, "english").asText(),
              need(one, "chinese").asText()));
    }
    return new FeatureSet(columns, derived);
  }

  private static Member readMember(JsonNode node) {
    List<Term> terms = new ArrayList<>();
    for (JsonNode term : need(node, "terms")) {
      terms.add(readTerm(term));
    }
    String type = need(node, "type").asText();
    return switch (type) {
      case "linear" ->
          new Linear(
              terms, number(node, "intercept"), numbers(node, "weights"), numbers(node, "means"));
      case "symmetric-trees" -> {
        int[] missing = integers(node, "missingAbove");
        boolean[] missingAbove = new boolean[missing.length];
        for (int i = 0; i < missing.length; i++) {
          missingAbove[i] = missing[i] == 1;
        }
        yield new SymmetricTrees(
            terms,
            number(node, "base"),
            need(node, "depth").asInt(),
            integers(node, "asked"),
            numbers(node, "thresholds"),
            missingAbove,
            numbers(node, "leaves"),
            numbers(node, "covers"));
      }
      case "trees" ->
          new Trees(
              terms,
              number(node, "base"),
              number(node, "scale"),
              integers(node, "roots"),
              integers(node, "asked"),
              numbers(node, "numbers"),
              integers(node, "below"),
              integers(node, "above"),
              numbers(node, "covers"));
      default -> throw new UnreadableModelException("a member of type " + type);
    };
  }

  private static Term readTerm(JsonNode node) {
    int feature = need(node, "feature").asInt();
    String is = need(node, "is").asText();
    return switch (is) {
      case "raw" -> new Term.Raw(feature);
      case "filled" -> new Term.Filled(feature, number(node, "with"));
      case "missing" -> new Term.Missing(feature);
      case "at-least" -> new Term.AtLeast(feature, number(node, "threshold"));
      case "above" -> new Term.Above(feature, number(node, "knot"));
      case "level" -> new Term.Is(feature, need(node, "level").asInt());
      case "lookup" -> new Term.Lookup(feature, numbers(node, "table"), number(node, "missing"));
      default -> throw new UnreadableModelException("a term of type " + is);
    };
  }

  private static Calibration readCalibration(JsonNode node) {
    String type = need(node, "type").asText();
    return switch (type) {
      case "platt" -> new Calibration.Platt(number(node, "slope"), number(node, "shift"));
      case "isotonic" ->
          new Calibration.Isotonic(numbers(node, "margins"), numbers(node, "probabilities"));
      default -> throw new UnreadableModelException("a calibration of type " + type);
    };
  }

  private static JsonNode need(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new UnreadableModelException("'" + field + "' is missing");
    }
    return value;
  }

  private static double number(JsonNode node, String field) {
    JsonNode value = need(node, field);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new UnreadableModelException("'" + field + "' is no number: " + value);
    }
    return value.doubleValue();
  }

  private static double[] numbers(JsonNode node, String field) {
    JsonNode array = need(node, field);
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      if (!array.get(i).isNumber() || !Double.isFinite(array.get(i).doubleValue())) {
        throw new UnreadableModelException("'" + field + "' holds " + array.get(i));
      }
      values[i] = array.get(i).doubleValue();
    }
    return values;
  }

  private static int[] integers(JsonNode node, String field) {
    double[] numbers = numbers(node, field);
    int[] values = new int[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (int) numbers[i];
      if (values[i] != numbers[i]) {
        throw new UnreadableModelException("'" + field + "' holds " + numbers[i]);
      }
    }
    return values;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
