package zhijiao.jobs.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Rejected;
import zhijiao.models.feature.FeatureSetId;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.RiskScore;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.live.RiskScore.Why;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.Tier;
import zhijiao.models.tier.TierSuggestion;
import zhijiao.models.tier.TierSuggestion.Ground;
import zhijiao.schemas.RecordType;

/** Scores as Avro records and back. */
final class RiskMapping {

  private RiskMapping() {}

  static GenericRecord toRecord(RiskScore score) {
    Fields out =
        new Fields(RecordType.RISK_SCORE.schema())
            .put("subject", score.subject().pseudonym())
            .put("scoredAt", score.at())
            .put("revision", score.revision())
            .put("late", score.late())
            .put("watermark", score.watermark());
    Content content = score.content();
    return (content == null ? out : out.put("content", toRecord(content, out.schemaOf("content"))))
        .record();
  }

  private static GenericRecord toRecord(Content content, Schema schema) {
    Fields out = new Fields(schema);
    List<Double> vector = new ArrayList<>();
    for (double value : content.vector().values()) {
      vector.add(Double.isNaN(value) ? null : (Double) value);
    }
    Schema reason = out.schemaOf("reasons").getElementType();
    List<GenericRecord> reasons = new ArrayList<>();
    for (Reason one : content.reasons()) {
      reasons.add(
          new Fields(reason)
              .put("feature", one.feature())
              .put("contribution", one.contribution())
              .put("english", one.english())
              .put("chinese", one.chinese())
              .record());
    }
    TierSuggestion suggestion = content.suggestion();
    Schema ground = out.schemaOf("grounds").getElementType();
    List<GenericRecord> grounds = new ArrayList<>();
    for (Ground one : suggestion.grounds()) {
      grounds.add(
          new Fields(ground).put("english", one.english()).put("chinese", one.chinese()).record());
    }
    Score score = content.score();
    return out.put("why", content.why().name())
        .put("featureSet", content.vector().features().value())
        .put("vector", vector)
        .put("observedFrom", content.observedFrom())
        .put("county", content.county())
        .put("office", content.office())
        .put("minor", content.minor())
        .put("basis", content.basis().name())
        .put("model", content.model())
        .put("modelVersion", content.modelVersion())
        .put(
            "score",
            score == null
                ? null
                : new Fields(out.schemaOf("score"))
                    .put("probability", score.probability())
                    .put("low", score.low())
                    .put("high", score.high())
                    .put("quality", score.quality().name())
                    .record())
        .put("reasons", reasons)
        .put("presentTier", suggestion.present().name())
        .put("suggestedTier", suggestion.tier().name())
        .put("grade", suggestion.quality().name())
        .put("grounds", grounds)
        .record();
  }

  static RiskScore toScore(GenericRecord record) throws Rejected {
    Reading in = new Reading(record);
    Reading content = in.nullableRecord("content");
    return new RiskScore(
        FactCheck.subject(in.text("subject")),
        in.number("scoredAt"),
        in.number("revision"),
        in.truth("late"),
        in.number("watermark"),
        content == null ? null : toContent(content));
  }

  private static Content toContent(Reading in) throws Rejected {
    List<?> given = (List<?>) in.required("vector");
    double[] vector = new double[given.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = given.get(i) == null ? Double.NaN : (Double) given.get(i);
    }
    Reading score = in.nullableRecord("score");
    List<Reason> reasons = new ArrayList<>();
    for (Reading one : in.records("reasons")) {
      reasons.add(
          new Reason(
              one.text("feature"),
              real(one, "contribution"),
              one.text("english"),
              one.text("chinese")));
    }
    List<Ground> grounds = new ArrayList<>();
    for (Reading one : in.records("grounds")) {
      grounds.add(new Ground(one.text("english"), one.text("chinese")));
    }
    return new Content(
        in.symbol("why", Why.class),
        new FeatureVector(new FeatureSetId(in.text("featureSet")), vector),
        in.number("observedFrom"),
        in.text("county"),
        in.text("office"),
        in.truth("minor"),
        in.symbol("basis", Basis.class),
        in.text("model"),
        in.text("modelVersion"),
        score == null
            ? null
            : new Score(
                real(score, "probability"),
                real(score, "low"),
                real(score, "high"),
                score.symbol("quality", QualityGrade.class)),
        reasons,
        new TierSuggestion(
            in.symbol("presentTier", Tier.class),
            in.symbol("suggestedTier", Tier.class),
            grounds,
            in.symbol("grade", QualityGrade.class)));
  }

  private static double real(Reading in, String field) {
    return ((Number) in.required(field)).doubleValue();
  }
}
