package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import zhijiao.core.alert.Alert;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.alert.AlertId;
import zhijiao.core.alert.AlertState;
import zhijiao.core.alert.IncidentMember;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.place.ZoneProblem;
import zhijiao.core.rule.RuleCard.Audience;
import zhijiao.jobs.operator.Tally;
import zhijiao.models.live.RiskScore;

/** Writes what a replay found. The files are described in docs/files.md. */
public final class ResultFiles {

  public static final String ALERTS = "alerts.jsonl";
  public static final String ALERTS_FINAL = "alerts-final.jsonl";
  public static final String ALERTS_RETRACTED = "alerts-retracted.jsonl";
  public static final String DEAD_LETTERS = "dead-letters.jsonl";
  public static final String RISK = "risk.jsonl";
  public static final String SUMMARY = "summary.json";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultFiles() {}

  /**
   * What was run.
   *
   * @param read what reading the folder found
   * @param records lines that were read, which must be the pipeline's inputs
   * @param zones how many zones are in use
   * @param zoneProblems what was wrong with zones
   * @param settings all settings of the run, by name
   * @param elapsedMillis from the beginning to the writing of the results
   */
  public record Run(
      FactFolder.Report read,
      long records,
      int zones,
      List<ZoneProblem> zoneProblems,
      Object settings,
      long elapsedMillis) {

    public Run {
      zoneProblems = List.copyOf(zoneProblems);
    }
  }

  /** Everything that came out of the pipeline. */
  public record Collected(
      List<AlertEvent> alerts,
      List<IncidentMember> incidents,
      List<DeadLetter> deadLetters,
      List<Tally> tallies,
      List<RiskScore> risk) {}

  /**
   * The counts of a run. Every input ends in one of four ways, so {@code inputs} is the sum of the four.
   *
   * @param readByKind inputs by kind of fact, or by file for what is no fact
   * @param deadLetters by reason
   * @param unlawful by reason
   * @param alertsByRule alerts that stand, by rule
   */
  public record Summary(
      long inputs,
      Map<String, Long> readByKind,
      long facts,
      long duplicates,
      Map<String, Long> deadLetters,
      Map<String, Long> unlawful,
      Map<String, Long> alertsByRule,
      long retracted,
      List<Alert> alerts) {

    public long deadLetterCount() {
      return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }

    public long unlawfulCount() {
      return unlawful.values().stream().mapToLong(Long::longValue).sum();
    }

    public boolean addsUp() {
      return inputs == facts + duplicates + deadLetterCount() + unlawfulCount();
    }
  }

  /**
   * Writes all files into {@code out}, which is created when it is not there.
   *
   * <p>{@code alerts-final.jsonl} and {@code risk.jsonl} depend on alerts and scores alone: the same give the same bytes.
   */
  public static Summary write(Path out, Collected collected, Run run) throws IOException {
    Files.createDirectories(out);
    List<AlertEvent> events = new ArrayList<>(collected.alerts());
    events.sort(
        Comparator.<AlertEvent>comparingLong(event -> event.alert().openedAt())
            .thenComparing(event -> event.alert().id())
            .thenComparingLong(AlertEvent::revision));
    byAudience(out, "", events, AlertJson::event);

    TreeMap<Long, AlertEvent> last = new TreeMap<>();
    for (AlertEvent event : events) {
      last.merge(event.alert().id().bits(), event, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    List<AlertEvent> standing = new ArrayList<>();
    List<AlertEvent> retracted = new ArrayList<>();
    for (AlertEvent event : last.values()) {
      (event.alert().state() == AlertState.RETRACTED ? retracted : standing).add(event);
    }
    Comparator<AlertEvent> canonical =
        Comparator.<AlertEvent>comparingLong(event -> event.alert().openedAt())
            .thenComparing(event -> event.alert().id());
    standing.sort(canonical);
    retracted.sort(canonical);
    Map<AlertId, IncidentMember> members = new TreeMap<>();
    for (IncidentMember member : collected.incidents()) {
      members.merge(member.alert(), member, (a, b) -> a.revision() >= b.revision() ? a : b);
    }
    byAudience(
        out,
        "-final",
        standing,
        event -> AlertJson.standing(event, members.get(event.alert().id())).toString());
    byAudience(out, "-retracted", retracted, event -> AlertJson.standing(event).toString());

    List<DeadLetter> letters = new ArrayList<>(collected.deadLetters());
    letters.sort(
        Comparator.<DeadLetter, String>comparing(letter -> letter.origin().source())
            .thenComparingInt(letter -> letter.origin().partition())
            .thenComparingLong(letter -> letter.origin().offset()));
    lines(out.resolve(DEAD_LETTERS), letters, ResultFiles::deadLetter);
    lines(out.resolve(RISK), RiskJson.standing(collected.risk()), RiskJson::line);

    Summary summary =
        summary(
            collected.tallies(),
            standing.stream().map(AlertEvent::alert).toList(),
            retracted.size());
    writeSummary(out, summary, run);
    return summary;
  }

  private static Summary summary(List<Tally> tallies, List<Alert> standing, long retracted) {
    Map<String, Long> read = new TreeMap<>();
    Map<String, Long> dead = new TreeMap<>();
    Map<String, Long> unlawful = new TreeMap<>();
    long facts = 0;
    long duplicates = 0;
    long inputs = 0;
    for (Tally tally : tallies) {
      switch (tally.outcome()) {
        case Tally.INPUT -> {
          inputs += tally.delta();
          read.merge(tally.kind(), tally.delta(), Long::sum);
        }
        case Tally.FACT -> facts += tally.delta();
        case Tally.DUPLICATE -> duplicates += tally.delta();
        case Tally.DEAD_LETTER -> dead.merge(tally.reason(), tally.delta(), Long::sum);
        case Tally.UNLAWFUL -> unlawful.merge(tally.reason(), tally.delta(), Long::sum);
        default -> throw new IllegalStateException("unknown outcome " + tally);
      }
    }
    dead.values().removeIf(count -> count == 0);
    unlawful.values().removeIf(count -> count == 0);
    Map<String, Long> byRule = new TreeMap<>();
    for (Alert alert : standing) {
      byRule.merge(alert.key().rule(), 1L, Long::sum);
    }
    return new Summary(
        inputs, read, facts, duplicates, dead, unlawful, byRule, retracted, List.copyOf(standing));
  }

  private static void writeSummary(Path out, Summary summary, Run run) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("elapsedSeconds", Math.rint(run.elapsedMillis() / 100.0) / 10);
    json.put("records", run.records());
    json.put("inputs", summary.inputs());
    put(json.putObject("linesByFile"), run.read().lines());
    put(json.putObject("readByKind"), summary.readByKind());
    ObjectNode outcomes = json.putObject("outcomes");
    outcomes.put("facts", summary.facts());
    outcomes.put("duplicates", summary.duplicates());
    outcomes.put("deadLetters", summary.deadLetterCount());
    outcomes.put("unlawful", summary.unlawfulCount());
    outcomes.put("addUp", summary.addsUp() && summary.inputs() == run.records());
    put(json.putObject("deadLettersByReason"), summary.deadLetters());
    put(json.putObject("unlawfulByReason"), summary.unlawful());
    json.put("alerts", summary.alerts().size());
    put(json.putObject("alertsByRule"), summary.alertsByRule());
    ObjectNode states = json.putObject("alertsByRuleAndState");
    for (Alert alert : summary.alerts()) {
      ObjectNode of = states.withObjectProperty(alert.key().rule());
      String state = alert.state().name();
      of.put(state, of.path(state).asLong() + 1);
    }
    json.put("retracted", summary.retracted());
    ArrayNode unknownFiles = json.putArray("filesNotRead");
    run.read().filesNotRead().forEach(unknownFiles::add);
    put(json.putObject("unknownFields"), run.read().unknownFields());
    put(json.putObject("convertedPlaces"), run.read().converted());
    put(json.putObject("datedImpossibly"), run.read().datedImpossibly());
    json.put("zones", run.zones());
    ArrayNode problems = json.putArray("zoneProblems");
    for (ZoneProblem problem : run.zoneProblems()) {
      ObjectNode it = problems.addObject();
      it.put("where", problem.where());
      it.put("zone", problem.zone());
      it.put("kind", problem.kind().name());
      it.put("detail", problem.detail());
      it.put("effect", problem.effect().name());
    }
    JsonNode settings = JSON.valueToTree(run.settings());
    json.set("settings", settings);
    json.put("settingsHash", hash(settings));
    Files.writeString(
        out.resolve(SUMMARY), JSON.writeValueAsString(json) + "\n", StandardCharsets.UTF_8);
  }

  private static void put(ObjectNode json, Map<String, Long> counts) {
    counts.forEach(json::put);
  }

  private static String deadLetter(DeadLetter letter) {
    ObjectNode json = JSON.createObjectNode();
    json.put("source", letter.origin().source());
    json.put("partition", letter.origin().partition());
    json.put("offset", letter.origin().offset());
    json.put("reason", letter.reason().name());
    json.put("detail", letter.detail());
    json.put("totalBytes", letter.totalBytes());
    json.put("sampleBase64", letter.sampleBase64());
    return json.toString();
  }

  /** The office's file is always there, that of another audience when there is something in it. */
  private static void byAudience(
      Path out, String what, List<AlertEvent> events, Function<AlertEvent, String> line)
      throws IOException {
    for (Audience audience : Audience.values()) {
      Path file = out.resolve(Routing.fileOf(audience, what));
      List<AlertEvent> own =
          events.stream().filter(event -> Routing.audienceOf(event) == audience).toList();
      if (audience == Audience.OFFICE || !own.isEmpty()) {
        lines(file, own, line);
      } else {
        Files.deleteIfExists(file);
      }
    }
  }

  private static <T> void lines(Path file, List<T> values, Function<T, String> line)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (T value : values) {
        out.write(line.apply(value));
        out.write('\n');
      }
    }
  }

  /** Sixteen hexadecimal digits that tell these settings from others. */
  private static String hash(JsonNode settings) {
    return HexFormat.of().toHexDigits(ContentHash.of("settings").add(settings.toString()).toLong());
  }
}
