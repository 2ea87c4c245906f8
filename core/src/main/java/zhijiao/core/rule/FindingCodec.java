package zhijiao.core.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;

/** The binary form of findings and evidence in state and between operators. Its first byte is a version. */
public final class FindingCodec {

  private static final int VERSION = 1;

  private FindingCodec() {}

  public static void write(Finding finding, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeUTF(finding.rule());
    out.writeInt(finding.ruleVersion());
    out.writeByte(finding.severity().ordinal());
    out.writeUTF(finding.subject().pseudonym());
    out.writeUTF(finding.target());
    out.writeLong(finding.day().toEpochDay());
    out.writeLong(finding.openedAt());
    Long endedAt = finding.endedAt();
    out.writeBoolean(endedAt != null);
    if (endedAt != null) {
      out.writeLong(endedAt);
    }
    out.writeInt(finding.evidence().size());
    for (Evidence evidence : finding.evidence()) {
      write(evidence, out);
    }
    out.writeInt(finding.parameters().size());
    for (var parameter : finding.parameters().entrySet()) {
      out.writeUTF(parameter.getKey());
      out.writeUTF(parameter.getValue());
    }
    out.writeUTF(finding.county());
    out.writeUTF(finding.office());
    out.writeByte(finding.tier().ordinal());
    out.writeBoolean(finding.minor());
  }

  /**
   * @throws IOException when the bytes are of a version that is not known here
   */
  public static Finding read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a finding of version " + version + ", known is " + VERSION);
    }
    String rule = in.readUTF();
    int ruleVersion = in.readInt();
    Severity severity = Severity.values()[in.readByte()];
    Subject subject = new Subject(in.readUTF());
    String target = in.readUTF();
    LocalDate day = LocalDate.ofEpochDay(in.readLong());
    long openedAt = in.readLong();
    Long endedAt = in.readBoolean() ? in.readLong() : null;
    int evidences = in.readInt();
    List<Evidence> evidence = new ArrayList<>(evidences);
    for (int i = 0; i < evidences; i++) {
      evidence.add(readEvidence(in));
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    int parameterCount = in.readInt();
    for (int i = 0; i < parameterCount; i++) {
      parameters.put(in.readUTF(), in.readUTF());
    }
    return new Finding(
        rule, ruleVersion, severity, subject, target, day, openedAt, endedAt, evidence, parameters,
        in.readUTF(), in.readUTF(), Tier.values()[in.readByte()], in.readBoolean());
  }

  public static void write(Evidence evidence, DataOutput out) throws IOException {
    out.writeBoolean(evidence.fact() != null);
    if (evidence.fact() != null) {
      out.writeLong(evidence.fact().bits());
    }
    out.writeByte(evidence.kind() == null ? 0 : evidence.kind().code());
    out.writeUTF(evidence.what());
    out.writeLong(evidence.occurredAt());
    out.writeBoolean(evidence.point() != null);
    if (evidence.point() != null) {
      out.writeInt(evidence.point().latE7());
      out.writeInt(evidence.point().lonE7());
    }
    out.writeFloat(evidence.accuracyMetres());
    out.writeByte(evidence.containment() == null ? -1 : evidence.containment().ordinal());
    out.writeDouble(evidence.distanceMetres());
  }

  public static Evidence readEvidence(DataInput in) throws IOException {
    @Nullable FactId fact = in.readBoolean() ? new FactId(in.readLong()) : null;
    int kind = in.readByte();
    String what = in.readUTF();
    long occurredAt = in.readLong();
    @Nullable GeoPoint point = in.readBoolean() ? new GeoPoint(in.readInt(), in.readInt()) : null;
    float accuracyMetres = in.readFloat();
    int containment = in.readByte();
    return new Evidence(
        fact,
        kind == 0 ? null : FactKind.ofCode(kind),
        what,
        occurredAt,
        point,
        accuracyMetres,
        containment < 0 ? null : Containment.values()[containment],
        in.readDouble());
  }
}
