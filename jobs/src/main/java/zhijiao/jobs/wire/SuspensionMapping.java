package zhijiao.jobs.wire;

import zhijiao.core.fact.SuspensionChange;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;

/** Suspensions as Avro records and back. */
final class SuspensionMapping {

  private SuspensionMapping() {}

  static Fields toFields(SuspensionChange suspension) {
    Fields out =
        new Fields(RecordType.SUSPENSION_CHANGE.schema())
            .put("subject", suspension.subject().pseudonym())
            .put("suspensionId", suspension.suspensionId());
    SuspensionChange.Grant grant = suspension.grant();
    return grant == null
        ? out
        : out.put(
            "grant",
            new Fields(out.schemaOf("grant"))
                .put("rule", grant.rule())
                .put("until", grant.until())
                .put("officer", grant.officer())
                .put("note", grant.reason())
                .record());
  }

  static SuspensionChange toFact(Reading in, long occurredAt, long receivedAt) throws Rejected {
    Reading grant = in.nullableRecord("grant");
    return new SuspensionChange(
        FactCheck.subject(in.text("subject")),
        in.text("suspensionId"),
        grant == null
            ? null
            : new SuspensionChange.Grant(
                grant.text("rule"),
                grant.number("until"),
                grant.text("officer"),
                grant.text("note")),
        occurredAt,
        receivedAt);
  }
}
