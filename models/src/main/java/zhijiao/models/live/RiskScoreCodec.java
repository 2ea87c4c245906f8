package zhijiao.models.live;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.Subject;
import zhijiao.models.feature.FeatureSetId;
import zhijiao.models.feature.FeatureVector;
import zhijiao.models.live.RiskScore.Basis;
import zhijiao.models.live.RiskScore.Content;
import zhijiao.models.live.RiskScore.Why;
import zhijiao.models.score.QualityGrade;
import zhijiao.models.score.Reason;
import zhijiao.models.score.Score;
import zhijiao.models.tier.Tier;
import zhijiao.models.tier.TierSuggestion;
import zhijiao.models.tier.TierSuggestion.Ground;

/** The binary form of scores. Its first byte is a version. */
public final class RiskScoreCodec {

  /** The format written. */
  public static final int VERSION = 1;

  private static final Why[] WHYS = Why.values();
  private static final Basis[] BASES = Basis.values();
  private static final Tier[] TIERS = Tier.values();
  private static final QualityGrade[] GRADES = QualityGrade.values();

  private RiskScoreCodec() {}

  public static void write(RiskScore score, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    FactCodec.writeSubject(score.subject(), out);
    Compact.writeInstant(score.at(), out);
    Compact.writeUnsigned(score.revision(), out);
    out.writeBoolean(score.late());
    out.writeLong(score.watermark());
    Content content = score.content();
    out.writeBoolean(content != null);
    if (content != null) {
      writeContent(content, out);
    }
  }

  private static void writeContent(Content content, DataOutput out) throws IOException {
    Compact.writeEnum(content.why(), out);
    Compact.writeText(content.vector().features().value(), out);
    Compact.writeUnsigned(content.vector().size(), out);
    for (double value : content.vector().values()) {
      out.writeDouble(value);
    }
    Compact.writeInstant(content.observedFrom(), out);
    Compact.writeText(content.county(), out);
    Compact.writeText(content.office(), out);
    out.writeBoolean(content.minor());
    Compact.writeEnum(content.basis(), out);
    Compact.writeText(content.model(), out);
    Compact.writeText(content.modelVersion(), out);
    Score score = content.score();
    out.writeBoolean(score != null);
    if (score != null) {
      out.writeDouble(score.probability());
      out.writeDouble(score.low());
      out.writeDouble(score.high());
      Compact.writeEnum(score.quality(), out);
    }
    Compact.writeList(
        content.reasons(),
        (reason, to) -> {
          Compact.writeText(reason.feature(), to);
          to.writeDouble(reason.contribution());
          Compact.writeText(reason.english(), to);
          Compact.writeText(reason.chinese(), to);
        },
        out);
    TierSuggestion suggestion = content.suggestion();
    Compact.writeEnum(suggestion.present(), out);
    Compact.writeEnum(suggestion.tier(), out);
    Compact.writeEnum(suggestion.quality(), out);
    Compact.writeList(
        suggestion.grounds(),
        (ground, to) -> {
          Compact.writeText(ground.english(), to);
          Compact.writeText(ground.chinese(), to);
        },
        out);
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static RiskScore read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a score of version " + version + ", known is " + VERSION);
    }
    Subject subject = FactCodec.readSubject(in);
    long at = Compact.readInstant(in);
    long revision = Compact.readUnsigned(in);
    boolean late = in.readBoolean();
    long watermark = in.readLong();
    return new RiskScore(
        subject, at, revision, late, watermark, in.readBoolean() ? readContent(in) : null);
  }

  private static Content readContent(DataInput in) throws IOException {
    Why why = Compact.readEnum(WHYS, in);
    FeatureSetId features = new FeatureSetId(Compact.readText(in));
    double[] values = new double[Compact.readSize(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    long observedFrom = Compact.readInstant(in);
    String county = Compact.readText(in);
    String office = Compact.readText(in);
    boolean minor = in.readBoolean();
    Basis basis = Compact.readEnum(BASES, in);
    String model = Compact.readText(in);
    String modelVersion = Compact.readText(in);
    Score score =
        in.readBoolean()
            ? new Score(
                in.readDouble(), in.readDouble(), in.readDouble(), Compact.readEnum(GRADES, in))
            : null;
    List<Reason> reasons =
        Compact.readList(
            from ->
                new Reason(
                    Compact.readText(from),
                    from.readDouble(),
                    Compact.readText(from),
                    Compact.readText(from)),
            in);
    Tier present = Compact.readEnum(TIERS, in);
    Tier tier = Compact.readEnum(TIERS, in);
    QualityGrade quality = Compact.readEnum(GRADES, in);
    List<Ground> grounds =
        Compact.readList(from -> new Ground(Compact.readText(from), Compact.readText(from)), in);
    return new Content(
        why,
        new FeatureVector(features, values),
        observedFrom,
        county,
        office,
        minor,
        basis,
        model,
        modelVersion,
        score,
        reasons,
        new TierSuggestion(present, tier, grounds, quality));
  }
}
