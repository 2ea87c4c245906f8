package zhijiao.jobs.governance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.GovernanceFact;
import zhijiao.core.settings.Setting;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactJson;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Rejected;

/**
 * The audit of changes: a file of lines of which each holds the hash of the one before, so that none can be altered, left
 * out or put in between without every later line giving it away. It is only ever appended to.
 *
 * <p>Beside it lie the approved changes as facts ({@link FactFile#GOVERNANCE}), for folders of facts and topics.
 */
public final class Ledger {

  /** The audit. */
  public static final String FILE = "ledger.jsonl";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRST = "0".repeat(64);

  /** What an entry says. */
  public enum What {
    /** What thresholds and zones were when the ledger was begun. */
    OPENED,
    PROPOSED,
    /** A replay told what the proposal would have changed. */
    TRIED,
    APPROVED,
    WITHDRAWN
  }

  /**
   * One line.
   *
   * @param change name of the change; empty for {@link What#OPENED}
   * @param by code of an officer
   * @param at epoch milliseconds UTC
   * @param body all of it
   */
  public record Entry(What what, String change, String by, long at, JsonNode body) {}

  private final Path folder;
  private final List<Entry> entries = new ArrayList<>();
  private String last = FIRST;

  private Ledger(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads a ledger and checks its chain.
   *
   * @throws IOException when it cannot be read, or a line was altered
   */
  public static Ledger read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IOException("no ledger " + file + "; begin one with: settings open");
    }
    Ledger ledger = new Ledger(folder);
    int line = 0;
    for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      line++;
      try {
        ledger.take(JSON.readTree(text));
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new IOException(file + " line " + line + " is not as it was written: " + e, e);
      }
    }
    if (ledger.entries.isEmpty() || ledger.entries.get(0).what() != What.OPENED) {
      throw new IOException(file + " does not begin with what there was");
    }
    return ledger;
  }

  private void take(JsonNode line) {
    if (!(line instanceof ObjectNode object)) {
      throw new IllegalArgumentException("no object");
    }
    ObjectNode body = object.deepCopy();
    String hash = body.path("hash").asText();
    body.remove("hash");
    if (!body.path("previous").asText().equals(last) || !hash(body).equals(hash)) {
      throw new IllegalArgumentException("its hash does not follow from the line before");
    }
    entries.add(
        new Entry(
            What.valueOf(body.path("what").asText()),
            body.path("change").asText(),
            body.path("by").asText(),
            java.time.OffsetDateTime.parse(body.path("at").asText()).toInstant().toEpochMilli(),
            body));
    last = hash;
  }

  private static String hash(JsonNode body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(body.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Begins a ledger with what is in force.
   *
   * @param zones file of zones, or null when there are none
   * @throws IOException when there is one already
   */
  public static Ledger open(Path folder, Thresholds base, @Nullable Path zones, String by, long now)
      throws IOException {
    Files.createDirectories(folder);
    if (Files.exists(folder.resolve(FILE))) {
      throw new IOException("there is a ledger already: " + folder.resolve(FILE));
    }
    Ledger ledger = new Ledger(folder);
    ObjectNode body = JSON.createObjectNode();
    ObjectNode thresholds = body.putObject("thresholds");
    base.values().forEach(thresholds::put);
    body.put("zones", hashOf(zones));
    ledger.append(What.OPENED, "", by, now, body);
    return ledger;
  }

  private static String hashOf(@Nullable Path file) throws IOException {
    if (file == null) {
      return "";
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Appends a line; another process that appends at the same time waits, and is refused if the chain has gone on. */
  public void append(What what, String change, String by, long now, ObjectNode more)
      throws IOException {
    Path file = folder.resolve(FILE);
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
        FileLock lock = channel.lock()) {
      if (!lock.isValid() || !lastIn(file).equals(last)) {
        throw new IOException(file + " has gone on meanwhile; try again");
      }
      ObjectNode body = JSON.createObjectNode();
      body.put("what", what.name()).put("change", change).put("by", by);
      body.put("at", FactJson.time(now));
      body.setAll(more);
      body.put("previous", last);
      String hash = hash(body);
      entries.add(new Entry(what, change, by, now, body.deepCopy()));
      body.put("hash", hash);
      ByteBuffer line = StandardCharsets.UTF_8.encode(body + "\n");
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
      last = hash;
    }
  }

  private static String lastIn(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    return lines.isEmpty()
        ? FIRST
        : JSON.readTree(lines.get(lines.size() - 1)).path("hash").asText();
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The last entry about a change of one kind, or null. */
  public @Nullable Entry find(What what, String change) {
    Entry found = null;
    for (Entry entry : entries) {
      found = entry.what() == what && entry.change().equals(change) ? entry : found;
    }
    return found;
  }

  /** Approved changes, as facts. */
  public List<GovernanceFact> facts() throws IOException {
    List<GovernanceFact> facts = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.what() == What.APPROVED) {
        try {
          facts.add(fact(entry.body().path("fact"), System::currentTimeMillis));
        } catch (Rejected e) {
          throw new IOException("the approved change " + entry.change() + " cannot be: " + e, e);
        }
      }
    }
    return facts;
  }

  /**
   * A change as a fact.
   *
   * @throws Rejected when no such change can be approved
   */
  static GovernanceFact fact(JsonNode line, Limits.Clock now) throws Rejected {
    return (GovernanceFact) FactJson.read(FactFile.GOVERNANCE, line.toString(), Limits.ofLaw(now));
  }

  /** Writes an approved change beside the ledger, as a line of facts. */
  void publish(GovernanceFact fact) throws IOException {
    Files.writeString(
        folder.resolve(FactFile.GOVERNANCE.fileName()),
        FactJson.write(fact) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** What thresholds were when the ledger was begun; settings that are younger than it have their defaults. */
  public Thresholds base() throws IOException {
    java.util.TreeMap<String, String> values = new java.util.TreeMap<>();
    Map<String, Setting> known = Thresholds.known();
    JsonNode began = entries.get(0).body().path("thresholds");
    known
        .keySet()
        .forEach(
            path -> {
              if (began.has(path)) {
                values.put(path, began.path(path).asText());
              }
            });
    try {
      return Thresholds.DEFAULT.with(values);
    } catch (zhijiao.core.settings.InvalidSettingsException e) {
      throw new IOException("what the ledger began with can no longer be used: " + e, e);
    }
  }

  /**
   * Requires that nobody changed thresholds or zones beside the ledger.
   *
   * @throws IOException when somebody did, naming what
   */
  public void requireBase(Thresholds used, @Nullable Path zones) throws IOException {
    java.util.TreeSet<String> differing = base().differences(used);
    if (!differing.isEmpty()) {
      throw new IOException(
          "the settings differ from those that the ledger began with: "
              + String.join(", ", differing)
              + "; thresholds are changed by: settings propose, settings approve");
    }
    String began = entries.get(0).body().path("zones").asText();
    if (!began.equals(hashOf(zones))) {
      throw new IOException(
          "the zones are not those that the ledger began with; zones are changed by: settings propose --zones");
    }
  }
}
