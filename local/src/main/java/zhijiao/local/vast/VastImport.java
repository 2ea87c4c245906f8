package zhijiao.local.vast;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.Tier;
import zhijiao.jobs.io.FactFile;
import zhijiao.jobs.io.FactFolder;

/**
 * Reads the gate passages and writes facts: vehicles are supervisees, gates are cameras, gates that only rangers may pass
 * are exclusion zones for all other vehicles.
 */
public final class VastImport {

  /** The passages, plain or with {@code .gz}. */
  public static final String PASSAGES = "gate_events.csv";

  /** Where the gates are. */
  public static final String LOCATIONS = "gate_locations_200x200.csv";

  /** The challenge gives local times and no zone. Read as China's, they have no hour twice. */
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** The vehicles of the rangers. */
  static final String RANGER_TYPE = "2P";

  private static final Set<String> TYPES = Set.of("1", "2", "3", "4", "5", "6", RANGER_TYPE);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** An order holds from so long before the vehicle's first passage to so long after its last. */
  private static final Duration AROUND = Duration.ofDays(1);

  /** Stand for the county and the office of an order, which the challenge does not have. */
  private static final String COUNTY = "vast-2017";

  private static final String OFFICE = "preserve";

  private static final int PROBLEMS_TOLD = 20;
  private static final long STEP = 50_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What was read and written.
   *
   * @param passages written as sightings
   * @param vehicles written with an order
   * @param rangers of them, whose order forbids nothing
   * @param refused lines that are no passage
   * @param problems the first of them, with file, line and what is wrong
   * @param earliest no fact is older, epoch milliseconds UTC
   */
  public record Summary(
      long passages,
      int vehicles,
      int rangers,
      int cameras,
      int zones,
      long refused,
      List<String> problems,
      long earliest) {

    public Summary {
      problems = List.copyOf(problems);
    }
  }

  private record Passage(String vehicle, String type, String gate, long at) {}

  private record Vehicle(String type, long first, long last) {}

  private final Path data;
  private final Path out;
  private final Consumer<String> progress;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Vehicle> vehicles = new TreeMap<>();
  private long refused;

  private VastImport(Path data, Path out, Consumer<String> progress) {
    this.data = data;
    this.out = out;
    this.progress = progress;
  }

  /**
   * @param data folder with {@link #PASSAGES} and {@link #LOCATIONS}
   * @param out folder for the facts; created when it is not there
   * @throws IOException when a file is missing or is not what its name says
   */
  public static Summary run(Path data, Path out, Consumer<String> progress) throws IOException {
    return new VastImport(data, out, progress).run();
  }

  private Summary run() throws IOException {
    Preserve preserve = Preserve.of(locations());
    List<Sensor> restricted = preserve.restricted();
    Files.createDirectories(out);
    writeZones(restricted);

    progress.accept("looking for the vehicles");
    passages(preserve, true, passage -> {});
    if (vehicles.isEmpty()) {
      throw new IOException(data + " holds no passage that can be read; " + problems);
    }
    List<String> forbidden = restricted.stream().map(Sensor::name).toList();
    long earliest = Long.MAX_VALUE;
    int rangers = 0;
    long[] written = new long[1];
    try (FactFolder.Writer facts = new FactFolder.Writer(out, false)) {
      for (Map.Entry<String, Vehicle> entry : vehicles.entrySet()) {
        Vehicle vehicle = entry.getValue();
        boolean ranger = vehicle.type().equals(RANGER_TYPE);
        rangers += ranger ? 1 : 0;
        long from = vehicle.first() - AROUND.toMillis();
        long until = vehicle.last() + AROUND.toMillis();
        earliest = Math.min(earliest, from);
        Subject subject = subject(entry.getKey());
        String order = "order-" + entry.getKey();
        OrderTerms terms = ranger ? terms(List.of()) : terms(forbidden);
        facts.write(new OrderChange(subject, order, terms, from, from));
        facts.write(new OrderChange(subject, order, null, until, until));
      }
      passages(
          preserve,
          false,
          passage -> {
            facts.write(sighting(preserve, passage));
            if (++written[0] % STEP == 0) {
              progress.accept(written[0] + " passages");
            }
          });
    }
    writeSettings(earliest);
    return new Summary(
        written[0],
        vehicles.size(),
        rangers,
        preserve.sensors().size(),
        restricted.size(),
        refused,
        problems,
        earliest);
  }

  private static OrderTerms terms(List<String> forbidden) {
    return new OrderTerms(
        ZONE, List.of(), null, null, null, forbidden, COUNTY, OFFICE, Tier.GENERAL, false);
  }

  private static Subject subject(String vehicle) {
    return new Subject("vehicle-" + vehicle);
  }

  private static Sighting sighting(Preserve preserve, Passage passage) {
    Sensor sensor = preserve.sensors().get(passage.gate());
    return new Sighting(
        subject(passage.vehicle()),
        sensor.name(),
        sensor.place(),
        Preserve.SENSOR_ACCURACY_METRES,
        1,
        true,
        passage.at(),
        passage.at());
  }

  private void writeZones(List<Sensor> restricted) throws IOException {
    ObjectNode collection = JSON.createObjectNode();
    collection.put("type", "FeatureCollection");
    ArrayNode features = collection.putArray("features");
    for (Sensor sensor : restricted) {
      ObjectNode feature = features.addObject();
      feature.put("type", "Feature");
      feature
          .putObject("properties")
          .put("id", sensor.name())
          .put("nameEn", sensor.name() + ", rangers only")
          .put("kind", "exclusion")
          .put("radiusMetres", Preserve.ZONE_RADIUS_METRES);
      feature
          .putObject("geometry")
          .put("type", "Point")
          .putArray("coordinates")
          .add(sensor.place().longitude())
          .add(sensor.place().latitude());
    }
    Files.writeString(
        out.resolve(FactFile.ZONES),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(collection) + "\n",
        StandardCharsets.UTF_8);
  }

  private void writeSettings(long earliest) throws IOException {
    Files.writeString(
        out.resolve(FactFile.SETTINGS),
        """
        # Facts from before 2020-07-01, when the law came into force, are refused unless this says otherwise.
        arrival:
          earliestDate: "%s"
        """
            .formatted(Instant.ofEpochMilli(earliest).atZone(ZONE).toLocalDate()),
        StandardCharsets.UTF_8);
  }

  private List<Preserve.Drawn> locations() throws IOException {
    List<Preserve.Drawn> drawn = new ArrayList<>();
    Path file = data.resolve(LOCATIONS);
    requireFile(file);
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Table table = new Table(file, lines, List.of("gates", "r", "c", "t"));
      for (String[] cells = table.next(); cells != null; cells = table.next()) {
        try {
          int type = Integer.parseInt(cells[3]);
          if (type < 0 || type >= Sensor.Type.values().length) {
            throw new IllegalArgumentException("no type " + type);
          }
          drawn.add(
              new Preserve.Drawn(
                  cells[0],
                  Sensor.Type.values()[type],
                  Integer.parseInt(cells[1]),
                  Integer.parseInt(cells[2])));
        } catch (IllegalArgumentException e) {
          throw new IOException(table.place() + ": " + e.getMessage(), e);
        }
      }
    }
    return drawn;
  }

  /** Reads all passages; {@code first} when vehicles are to be learnt and problems to be told. */
  private void passages(Preserve preserve, boolean first, Consumer<Passage> use)
      throws IOException {
    Path plain = data.resolve(PASSAGES);
    Path file = Files.exists(plain) ? plain : data.resolve(PASSAGES + ".gz");
    requireFile(file);
    try (InputStream raw = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.equals(plain) ? raw : new GZIPInputStream(raw, 1 << 16),
                    StandardCharsets.UTF_8))) {
      Table table = new Table(file, lines, List.of("timestamp", "car_id", "car_type", "gate"));
      for (String[] cells = table.next(); cells != null; cells = table.next()) {
        String problem = problem(preserve, cells);
        if (problem != null) {
          if (first) {
            refuse(table.place() + ": " + problem);
          }
          continue;
        }
        Passage passage = new Passage(cells[1], cells[2], cells[3], instant(cells[0]));
        Vehicle known = vehicles.get(passage.vehicle());
        if (known != null && !known.type().equals(passage.type())) {
          if (first) {
            refuse(
                table.place()
                    + ": vehicle "
                    + passage.vehicle()
                    + " was of type "
                    + known.type()
                    + " and is of type "
                    + passage.type());
          }
          continue;
        }
        if (first) {
          long at = passage.at();
          vehicles.put(
              passage.vehicle(),
              known == null
                  ? new Vehicle(passage.type(), at, at)
                  : new Vehicle(
                      known.type(), Math.min(known.first(), at), Math.max(known.last(), at)));
        }
        use.accept(passage);
      }
    }
  }

  private void refuse(String problem) {
    refused++;
    if (problems.size() < PROBLEMS_TOLD) {
      problems.add(problem);
    }
  }

  private static @Nullable String problem(Preserve preserve, String[] cells) {
    if (cells.length != 4) {
      return cells.length + " columns, not 4";
    }
    if (cells[1].isBlank()) {
      return "no vehicle";
    }
    if (!TYPES.contains(cells[2])) {
      return "a vehicle of type \""
          + cells[2]
          + "\"; known are "
          + TYPES.stream().sorted().toList();
    }
    if (!preserve.sensors().containsKey(cells[3])) {
      return "no gate is called \"" + cells[3] + "\"";
    }
    try {
      instant(cells[0]);
      return null;
    } catch (DateTimeException e) {
      return "\"" + cells[0] + "\" is no time such as 2015-05-01 00:43";
    }
  }

  private static long instant(String text) {
    return LocalDateTime.parse(text, TIME).atZone(ZONE).toInstant().toEpochMilli();
  }

  private void requireFile(Path file) throws FileNotFoundException {
    if (!Files.exists(file)) {
      throw new FileNotFoundException(
          "no "
              + file.getFileName()
              + " in "
              + data
              + "; needed are "
              + PASSAGES
              + " (or "
              + PASSAGES
              + ".gz) and "
              + LOCATIONS);
    }
  }

  /** Comma-separated values without quotes, under a line of names. */
  private static final class Table {
    private final Path file;
    private final BufferedReader lines;
    private long line = 1;

    Table(Path file, BufferedReader lines, List<String> names) throws IOException {
      this.file = file;
      this.lines = lines;
      String head = lines.readLine();
      if (head == null || !List.of(cells(head)).equals(names)) {
        throw new IOException(
            file + " begins with \"" + head + "\" and not with " + String.join(",", names));
      }
    }

    String @Nullable [] next() throws IOException {
      String text = lines.readLine();
      line++;
      return text == null ? null : cells(text);
    }

    private static String[] cells(String text) {
      return Arrays.stream(text.split(",", -1)).map(String::strip).toArray(String[]::new);
    }

    String place() {
      return file.getFileName() + " line " + line;
    }
  }
}
