package zhijiao.core.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FactId;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;

/**
 * The compact binary form of findings and evidence, for state and network. A finding begins with the version of the
 * format; evidence lies within a finding, or within another form that has a version.
 */
public final class FindingCodec {

  /** The format written; all versions from 1 on are read. */
  public static final int VERSION = 1;

  private static final Severity[] SEVERITIES = Severity.values();
  private static final Tier[] TIERS = Tier.values();
  private static final Containment[] CONTAINMENTS = Containment.values();

  private FindingCodec() {}

  public static void write(Finding finding, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Compact.writeText(finding.rule(), out);
    Compact.writeSigned(finding.ruleVersion(), out);
    Compact.writeEnum(finding.severity(), out);
    FactCodec.writeSubject(finding.subject(), out);
    Compact.writeText(finding.target(), out);
    Compact.writeSigned(finding.day().toEpochDay(), out);
    Compact.writeInstant(finding.openedAt(), out);
    Long endedAt = finding.endedAt();
    out.writeBoolean(endedAt != null);
    if (endedAt != null) {
      Compact.writeInstant(endedAt, out);
    }
    Compact.writeList(finding.evidence(), FindingCodec::write, out);
    writeParameters(finding.parameters(), out);
    Compact.writeText(finding.county(), out);
    Compact.writeText(finding.office(), out);
    Compact.writeEnum(finding.tier(), out);
    out.writeBoolean(finding.minor());
  }

  /** Writes the findings that a rule has open. */
  public static void writeAll(List<Finding> findings, DataOutput out) throws IOException {
    Compact.writeList(findings, FindingCodec::write, out);
  }

  /** Reads what {@link #writeAll} wrote. */
  public static List<Finding> readAll(DataInput in) throws IOException {
    return List.copyOf(Compact.readList(FindingCodec::read, in));
  }

  /** Reads what {@link #writeAll} wrote of a rule that has at most one open; null when it had none. */
  public static @Nullable Finding readAtMostOne(DataInput in) throws IOException {
    List<Finding> all = readAll(in);
    return all.isEmpty() ? null : all.get(0);
  }

  /**
   * @throws IOException when the bytes are of a version that this build does not know
   */
  public static Finding read(DataInput in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("a finding of format " + version + "; this build reads " + VERSION);
    }
    return new Finding(
        Compact.readText(in),
        (int) Compact.readSigned(in),
        Compact.readEnum(SEVERITIES, in),
        FactCodec.readSubject(in),
        Compact.readText(in),
        LocalDate.ofEpochDay(Compact.readSigned(in)),
        Compact.readInstant(in),
        in.readBoolean() ? (Long) Compact.readInstant(in) : null,
        Compact.readList(FindingCodec::readEvidence, in),
        readParameters(in),
        Compact.readText(in),
        Compact.readText(in),
        Compact.readEnum(TIERS, in),
        in.readBoolean());
  }

  public static void write(Evidence evidence, DataOutput out) throws IOException {
    FactId fact = evidence.fact();
    out.writeBoolean(fact != null);
    if (fact != null) {
      out.writeLong(fact.bits());
    }
    FactKind kind = evidence.kind();
    out.writeByte(kind == null ? 0 : kind.code());
    Compact.writeText(evidence.what(), out);
    Compact.writeInstant(evidence.occurredAt(), out);
    FactCodec.writeNullablePoint(evidence.point(), out);
    out.writeFloat(evidence.accuracyMetres());
    Containment containment = evidence.containment();
    out.writeByte(containment == null ? -1 : containment.ordinal());
    out.writeDouble(evidence.distanceMetres());
  }

  public static Evidence readEvidence(DataInput in) throws IOException {
    @Nullable FactId fact = in.readBoolean() ? new FactId(in.readLong()) : null;
    int kind = in.readUnsignedByte();
    String what = Compact.readText(in);
    long occurredAt = Compact.readInstant(in);
    @Nullable GeoPoint point = FactCodec.readNullablePoint(in);
    float accuracy = in.readFloat();
    byte containment = in.readByte();
    return new Evidence(
        fact,
        kind == 0 ? null : FactKind.ofCode(kind),
        what,
        occurredAt,
        point,
        accuracy,
        containment < 0 ? null : CONTAINMENTS[containment],
        in.readDouble());
  }

  private static void writeParameters(Map<String, String> parameters, DataOutput out)
      throws IOException {
    Compact.writeUnsigned(parameters.size(), out);
    for (Map.Entry<String, String> entry : parameters.entrySet()) {
      Compact.writeText(entry.getKey(), out);
      Compact.writeText(entry.getValue(), out);
    }
  }

  private static TreeMap<String, String> readParameters(DataInput in) throws IOException {
    TreeMap<String, String> parameters = new TreeMap<>();
    for (int left = Compact.readSize(in); left > 0; left--) {
      parameters.put(Compact.readText(in), Compact.readText(in));
    }
    return parameters;
  }
}
