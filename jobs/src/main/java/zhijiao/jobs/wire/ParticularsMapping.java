package zhijiao.jobs.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.SentenceType;
import zhijiao.jobs.io.Rejected;

/** What an order says beyond the terms that every order has, as a record. */
final class ParticularsMapping {

  private ParticularsMapping() {}

  /** Null when nothing more is said. */
  static @Nullable GenericRecord toRecord(Particulars particulars, Schema schema) {
    if (particulars.equals(Particulars.NONE)) {
      return null;
    }
    Fields out = new Fields(schema);
    List<GenericRecord> protections = new ArrayList<>();
    for (Particulars.Protection it : particulars.protections()) {
      protections.add(
          new Fields(out.schemaOf("protections").getElementType())
              .put("person", it.person())
              .put("radiusMetres", it.radiusMetres())
              .put("bufferMetres", it.bufferMetres())
              .record());
    }
    List<GenericRecord> bases = new ArrayList<>();
    for (Particulars.Basis it : particulars.bases()) {
      bases.add(
          new Fields(out.schemaOf("bases").getElementType())
              .put("restriction", it.restriction())
              .put("text", it.text())
              .put("until", it.until())
              .record());
    }
    ActivityDuty duty = particulars.activityDuty();
    if (duty != null) {
      out.put(
          "activityDuty",
          new Fields(out.schemaOf("activityDuty"))
              .put("studyMinutes", duty.studyMinutes())
              .put("serviceMinutes", duty.serviceMinutes())
              .record());
    }
    return out.put("keyPlaces", particulars.keyPlaces())
        .put("dutySites", particulars.dutySites())
        .put("caseGroup", particulars.caseGroup())
        .put("protections", protections)
        .put("tagReportMinutes", particulars.tagReportMinutes())
        .put("bases", bases)
        .put("sentence", particulars.sentence())
        .record();
  }

  static Particulars read(@Nullable Reading in) throws Rejected {
    if (in == null) {
      return Particulars.NONE;
    }
    List<Particulars.Protection> protections = new ArrayList<>();
    for (Reading it : in.records("protections")) {
      protections.add(
          new Particulars.Protection(
              it.text("person"), (int) it.number("radiusMetres"), (int) it.number("bufferMetres")));
    }
    List<Particulars.Basis> bases = new ArrayList<>();
    for (Reading it : in.records("bases")) {
      bases.add(
          new Particulars.Basis(
              it.text("restriction"), it.text("text"), it.nullableNumber("until")));
    }
    Reading duty = in.nullableRecord("activityDuty");
    return new Particulars(
        in.texts("keyPlaces"),
        in.texts("dutySites"),
        in.nullableText("caseGroup"),
        protections,
        (int) in.number("tagReportMinutes"),
        bases,
        duty == null
            ? null
            : new ActivityDuty(
                (int) duty.number("studyMinutes"), (int) duty.number("serviceMinutes")),
        in.nullableSymbol("sentence", SentenceType.class));
  }
}
