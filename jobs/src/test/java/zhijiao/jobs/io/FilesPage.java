package zhijiao.jobs.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zhijiao.jobs.AnyFact;

/**
 * docs/files.md beside the reader: the same fields, the same ones needed, the same words allowed. It is compared, not
 * generated, because what a field means is for a person to say.
 */
record FilesPage(String text) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Limits LIMITS = Limits.ofLaw(() -> AnyFact.NOW);
  private static final Pattern ROW =
      Pattern.compile("\\| `([^`]+)` \\| (yes|no) \\| (.*) \\|", Pattern.MULTILINE);
  private static final Pattern WORD = Pattern.compile("`([A-Z][A-Z0-9_]+)`");

  record Field(boolean needed, String what) {}

  /**
   * Fields that are needed when another is given, or that say which table a line belongs to: the page says it in words.
   */
  private static final Set<String> DEPENDING =
      Set.of(
          "## check-ins.jsonl lat",
          "## check-ins.jsonl lon",
          "## check-ins.jsonl accuracyMetres",
          "## officer-actions.jsonl reason",
          "## roll-calls.jsonl camera",
          "## roll-calls.jsonl lat",
          "## roll-calls.jsonl lon",
          "## roll-calls.jsonl radiusMetres",
          "## notices.jsonl county",
          "## notices.jsonl office",
          "### order monthlyStudyMinutes",
          "### order monthlyServiceMinutes",
          "### authorisation assessment",
          "### authorisation decidedAt",
          "### order-end type",
          "### authorisation type",
          "### authorisation-revoked type",
          "### settings-change settings",
          "### settings-change zones",
          "### leave-end type",
          "### suspension-lifted type");

  /** A table's place: the file, or the file and the type of line. */
  private static final Map<String, FactFile> TABLES = tables();

  private static Map<String, FactFile> tables() {
    Map<String, FactFile> tables = new TreeMap<>();
    for (String type : List.of("order", "order-end", "authorisation", "authorisation-revoked")) {
      tables.put("### " + type, FactFile.ORDERS);
    }
    for (String type : List.of("settings-change", "campaign", "campaign-end")) {
      tables.put("### " + type, FactFile.GOVERNANCE);
    }
    tables.put("### leave", FactFile.LEAVES);
    tables.put("### leave-end", FactFile.LEAVES);
    tables.put("### suspension", FactFile.SUSPENSIONS);
    tables.put("### suspension-lifted", FactFile.SUSPENSIONS);
    Set<FactFile> ofTypes =
        Set.of(FactFile.ORDERS, FactFile.LEAVES, FactFile.SUSPENSIONS, FactFile.GOVERNANCE);
    for (FactFile file : FactFile.values()) {
      if (!ofTypes.contains(file)) {
        tables.put("## " + file.fileName(), file);
      }
    }
    return tables;
  }

  /** A line of each table in which every field is given. */
  private static final Map<String, String> COMPLETE =
      Map.ofEntries(
          Map.entry(
              "### order",
              """
              {"type":"order","subject":"S-1","orderId":"O-1","from":"2026-03-01T00:00:00+08:00",
              "receivedAt":"2026-03-01T00:00:00+08:00","timeZone":"Asia/Shanghai",
              "homes":[{"lat":28.4,"lon":119.9,"datum":"WGS84","radiusMetres":80}],
              "protections":[{"person":"v-1","radiusMetres":500,"bufferMetres":500}],
              "bases":[{"restriction":"curfew","text":"d-1","until":"2026-03-02T21:00:00Z"}],
              "curfew":{"workdays":["21:00-06:00"],"restDays":["22:00-06:00"],"graceMinutes":10},
              "checkIns":{"workdays":["08:00-09:00"],"restDays":["09:00-10:00"],"graceMinutes":5},
              "permittedArea":"z","exclusionZones":["y"],"county":"331102","office":"331102001",
              "tier":"STRICT","minor":false,"monthlyStudyMinutes":480,"monthlyServiceMinutes":0,
              "sentence":"SUSPENDED_SENTENCE"}\
              """),
          Map.entry(
              "### order-end",
              """
              {"type":"order-end","subject":"S-1","orderId":"O-1","from":"2026-03-01T00:00:00+08:00",
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### authorisation",
              """
              {"type":"authorisation","subject":"S-1","authorisationId":"A-1",
              "from":"2026-03-01T00:00:00+08:00","until":"2026-04-01T00:00:00+08:00","ground":2,
              "approver":"P-1","assessment":"AS-1","decidedAt":"2026-02-20T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### authorisation-revoked",
              """
              {"type":"authorisation-revoked","subject":"S-1","authorisationId":"A-1",
              "from":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### leave",
              """
              {"type":"leave","subject":"S-1","leaveId":"L-1","from":"2026-03-01T00:00:00+08:00",
              "until":"2026-03-02T00:00:00+08:00","suspendsCheckIns":true,
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### leave-end",
              """
              {"type":"leave-end","subject":"S-1","leaveId":"L-1","from":"2026-03-01T00:00:00+08:00",
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### suspension",
              """
              {"type":"suspension","subject":"S-1","suspensionId":"U-1","rule":"curfew",
              "from":"2026-03-01T00:00:00+08:00","until":"2026-03-02T00:00:00+08:00",
              "officer":"P-1","reason":"in hospital","receivedAt":"2026-03-01T00:00:00+08:00"}"""),
          Map.entry(
              "### suspension-lifted",
              """
              {"type":"suspension-lifted","subject":"S-1","suspensionId":"U-1",
              "from":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}"""),
          Map.entry(
              "## tags.jsonl",
              """
              {"tag":"T-1","subject":"S-1","from":"2026-03-01T00:00:00+08:00",
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## fixes.jsonl",
              """
              {"tag":"T-1","occurredAt":"2026-03-01T00:00:00+08:00","lat":28.4,"lon":119.9,
              "datum":"WGS84","accuracyMetres":9,"source":"GPS","stored":false,
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## protected-positions.jsonl",
              """
              {"person":"v-1","occurredAt":"2026-03-01T00:00:00+08:00","lat":28.4,"lon":119.9,
              "datum":"WGS84","accuracyMetres":9,"receivedAt":"2026-03-01T00:00:00+08:00"}"""),
          Map.entry(
              "## tag-status.jsonl",
              """
              {"tag":"T-1","occurredAt":"2026-03-01T00:00:00+08:00","event":"BATTERY",
              "batteryPercent":9,"receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## sightings.jsonl",
              """
              {"subject":"S-1","camera":"C-1","occurredAt":"2026-03-01T00:00:00+08:00","lat":28.4,
              "lon":119.9,"datum":"WGS84","accuracyMetres":9,"matchScore":0.9,"humanVerified":true,
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## check-ins.jsonl",
              """
              {"subject":"S-1","occurredAt":"2026-03-01T00:00:00+08:00","means":"FACE",
              "accepted":true,"lat":28.4,"lon":119.9,"datum":"WGS84","accuracyMetres":9,
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## measures.jsonl",
              """
              {"subject":"S-1","measureId":"M-1","measure":"WARNING","decider":"D-1","article":"35",
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## notices.jsonl",
              """
              {"subject":"S-1","noticeId":"N-1","event":"JUDGMENT_EFFECTIVE","county":"331102",
              "office":"331102001","timeZone":"Asia/Shanghai","minor":false,
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## welfare-signals.jsonl",
              """
              {"subject":"S-1","signalId":"W-1","level":"ACUTE",
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## objections.jsonl",
              """
              {"subject":"S-1","objectionId":"OB-1","alertId":"0123456789abcdef","stage":"FILED",
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## activities.jsonl",
              """
              {"subject":"S-1","activityId":"AC-1","activity":"STUDY","minutes":90,
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## change-reports.jsonl",
              """
              {"subject":"S-1","reportId":"CR-1","change":"WORK_BEGUN",
              "occurredAt":"2026-03-01T00:00:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "## roll-calls.jsonl",
              """
              {"subject":"S-1","rollCallId":"R-1","occurredAt":"2026-03-01T00:00:00+08:00",
              "camera":"C-1","lat":28.4,"lon":119.9,"datum":"WGS84","radiusMetres":100,
              "until":"2026-03-01T00:30:00+08:00","receivedAt":"2026-03-01T00:00:00+08:00"}\
              """),
          Map.entry(
              "### settings-change",
              """
              {"type":"settings-change","changeId":"SC-1","from":"2026-03-01T02:00:00+08:00",
              "settings":["rules.boundary.persistFixes=4"],"zones":"{\\"type\\":\\"FeatureCollection\\",\\"features\\":[{\\"type\\":\\"Feature\\",\\"properties\\":{\\"id\\":\\"z\\",\\"radiusMetres\\":200},\\"geometry\\":{\\"type\\":\\"Point\\",\\"coordinates\\":[119.9,28.4]}}]}",
              "proposedBy":"O-1","approvedBy":"O-2","approvedAt":"2026-03-01T01:00:00+08:00",
              "reason":"fewer","receivedAt":"2026-03-01T01:00:00+08:00"}"""),
          Map.entry(
              "### campaign",
              """
              {"type":"campaign","changeId":"C-1","from":"2026-03-01T02:00:00+08:00",
              "until":"2026-03-03T00:00:00+08:00","basis":"notice 1","basisUntil":"2026-03-04T00:00:00+08:00",
              "counties":["331102"],"offices":["331102001"],"tiers":["STRICT"],
              "settings":["rules.boundary.persistFixes=2"],
              "proposedBy":"O-1","approvedBy":"O-2","approvedAt":"2026-03-01T01:00:00+08:00",
              "reason":"holiday","receivedAt":"2026-03-01T01:00:00+08:00"}"""),
          Map.entry(
              "### campaign-end",
              """
              {"type":"campaign-end","changeId":"C-1","from":"2026-03-02T02:00:00+08:00",
              "proposedBy":"O-1","approvedBy":"O-2","approvedAt":"2026-03-02T01:00:00+08:00",
              "reason":"over","receivedAt":"2026-03-02T01:00:00+08:00"}"""),
          Map.entry(
              "## officer-actions.jsonl",
              """
              {"alertId":"0123456789abcdef","officer":"O-1","act":"CLOSE","reason":"CONFIRMED",
              "note":"seen","occurredAt":"2026-03-01T00:00:00+08:00",
              "receivedAt":"2026-03-01T00:00:00+08:00"}\
              """));

  /** Where the page and the reader differ, in words; empty when nowhere. */
  List<String> differences() throws Exception {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, FactFile> table : TABLES.entrySet()) {
      String line = COMPLETE.get(table.getKey());
      Map<String, Field> told = fields(table.getKey());
      Set<String> read = new TreeSet<>(FactJson.fields(table.getValue(), line));
      if (!told.keySet().equals(read)) {
        Set<String> onlyTold = new TreeSet<>(told.keySet());
        onlyTold.removeAll(read);
        Set<String> onlyRead = new TreeSet<>(read);
        onlyRead.removeAll(told.keySet());
        differences.add(
            table.getKey() + ": told but not read " + onlyTold + ", read but not told " + onlyRead);
      }
      FactJson.read(table.getValue(), line, LIMITS);
      told.forEach(
          (path, field) -> {
            String without = without(line, path);
            boolean depends = DEPENDING.contains(table.getKey() + " " + path);
            if (without != null
                && !depends
                && isRead(table.getValue(), without) == field.needed()) {
              differences.add(
                  table.getKey()
                      + ": "
                      + path
                      + " is told to be "
                      + (field.needed() ? "needed" : "optional")
                      + " and is not");
            }
            for (String word : words(table.getValue(), line, path)) {
              if (!told.get(path).what().contains("`" + word + "`")) {
                differences.add(table.getKey() + ": " + path + " may be " + word + ", not told");
              }
            }
            Matcher named = WORD.matcher(field.what());
            Set<String> known = words(table.getValue(), line, path);
            while (!known.isEmpty() && named.find()) {
              if (!known.contains(named.group(1)) && !named.group(1).equals("CLOSE")) {
                differences.add(
                    table.getKey() + ": " + path + " may not be " + named.group(1) + ", but told");
              }
            }
          });
    }
    for (RejectReason reason : RejectReason.values()) {
      boolean ofLines =
          !Set.of(
                  RejectReason.TRAILING_BYTES,
                  RejectReason.UNKNOWN_SCHEMA,
                  RejectReason.WRONG_SCHEMA)
              .contains(reason);
      if (ofLines && !text.contains("| `" + reason + "` | ")) {
        differences.add("the reason " + reason + " is not told");
      }
    }
    return differences;
  }

  private Map<String, Field> fields(String heading) {
    int from = text.indexOf("\n" + heading + "\n");
    if (from < 0) {
      throw new AssertionError("no heading " + heading);
    }
    int until = text.indexOf("\n#", from + 1);
    Map<String, Field> fields = new TreeMap<>();
    Matcher rows = ROW.matcher(text.substring(from, until < 0 ? text.length() : until));
    while (rows.find()) {
      fields.put(rows.group(1), new Field(rows.group(2).equals("yes"), rows.group(3)));
    }
    return fields;
  }

  private static boolean isRead(FactFile file, String line) {
    try {
      FactJson.read(file, line, LIMITS);
      return true;
    } catch (Rejected rejected) {
      return false;
    }
  }

  /** The words that a field may hold, as the reader names them when it is given another. */
  private static Set<String> words(FactFile file, String line, String path) {
    JsonNode given = at(line, path);
    if (given == null || !given.isTextual() || path.equals("type")) {
      return Set.of();
    }
    try {
      FactJson.read(file, with(line, path, "NO_SUCH_WORD"), LIMITS);
      return Set.of();
    } catch (Rejected rejected) {
      Matcher list =
          Pattern.compile("should be one of \\[([A-Z0-9_, ]+)]").matcher(rejected.detail());
      return list.find() ? new TreeSet<>(Arrays.asList(list.group(1).split(", "))) : Set.of();
    }
  }

  private static JsonNode at(String line, String path) {
    ObjectNode root = root(line);
    ObjectNode parent = parent(root, path);
    return parent == null ? null : parent.get(leaf(path));
  }

  private static String with(String line, String path, String value) {
    ObjectNode root = root(line);
    parent(root, path).put(leaf(path), value);
    return root.toString();
  }

  private static String without(String line, String path) {
    ObjectNode root = root(line);
    ObjectNode parent = parent(root, path);
    return parent == null || parent.remove(leaf(path)) == null ? null : root.toString();
  }

  private static ObjectNode root(String line) {
    try {
      return (ObjectNode) JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static ObjectNode parent(ObjectNode root, String path) {
    JsonNode node = root;
    String[] names = path.split("\\.");
    for (int i = 0; i + 1 < names.length && node != null; i++) {
      boolean list = names[i].endsWith("[]");
      node = node.get(list ? names[i].substring(0, names[i].length() - 2) : names[i]);
      node = list && node != null ? node.get(0) : node;
    }
    return (ObjectNode) node;
  }

  private static String leaf(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
