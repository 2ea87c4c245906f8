package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.SentenceType;

/** What an order says beyond the terms that every order has, as fields of its line. */
final class ParticularsJson {

  private ParticularsJson() {}

  static Particulars read(JsonFields in) throws Rejected {
    List<Particulars.Protection> protections = new ArrayList<>();
    for (JsonFields it : in.objects("protections")) {
      protections.add(
          new Particulars.Protection(
              it.text("person"), it.integer("radiusMetres"), it.integer("bufferMetres")));
    }
    List<Particulars.Basis> bases = new ArrayList<>();
    for (JsonFields it : in.objects("bases")) {
      bases.add(
          new Particulars.Basis(
              it.text("restriction"),
              it.text("text"),
              it.has("until") ? (Long) it.instant("until") : null));
    }
    Integer report = in.optionalInteger("tagReportMinutes");
    return new Particulars(
        in.texts("keyPlaces"),
        in.texts("dutySites"),
        in.optionalText("caseGroup"),
        protections,
        report == null ? 0 : report,
        bases,
        in.has("monthlyStudyMinutes") | in.has("monthlyServiceMinutes")
            ? new ActivityDuty(
                in.integer("monthlyStudyMinutes"), in.integer("monthlyServiceMinutes"))
            : null,
        in.has("sentence") ? in.choice("sentence", SentenceType.class) : null);
  }

  /** Writes what is said, and nothing of what is not. */
  static void write(Particulars particulars, ObjectNode out) {
    write("keyPlaces", particulars.keyPlaces(), out);
    write("dutySites", particulars.dutySites(), out);
    if (particulars.caseGroup() != null) {
      out.put("caseGroup", particulars.caseGroup());
    }
    if (!particulars.protections().isEmpty()) {
      ArrayNode protections = out.putArray("protections");
      for (Particulars.Protection it : particulars.protections()) {
        protections
            .addObject()
            .put("person", it.person())
            .put("radiusMetres", it.radiusMetres())
            .put("bufferMetres", it.bufferMetres());
      }
    }
    if (particulars.tagReportMinutes() != 0) {
      out.put("tagReportMinutes", particulars.tagReportMinutes());
    }
    ActivityDuty duty = particulars.activityDuty();
    if (duty != null) {
      out.put("monthlyStudyMinutes", duty.studyMinutes());
      out.put("monthlyServiceMinutes", duty.serviceMinutes());
    }
    if (particulars.sentence() != null) {
      out.put("sentence", particulars.sentence().name());
    }
    if (!particulars.bases().isEmpty()) {
      ArrayNode bases = out.putArray("bases");
      for (Particulars.Basis it : particulars.bases()) {
        ObjectNode basis = bases.addObject();
        basis.put("restriction", it.restriction()).put("text", it.text());
        if (it.until() != null) {
          basis.put("until", FactJson.time(it.until()));
        }
      }
    }
  }

  static void write(String name, List<String> texts, ObjectNode out) {
    if (!texts.isEmpty()) {
      texts.forEach(out.putArray(name)::add);
    }
  }
}
