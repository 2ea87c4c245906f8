package zhijiao.rules.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import zhijiao.core.fact.ActivityDuty;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.DeviceReport;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.fact.Tier;
import zhijiao.core.place.Circle;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.time.CheckInPlan;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.HolidayCalendar;
import zhijiao.core.time.LocalWindow;
import zhijiao.core.time.WeeklySchedule;
import zhijiao.core.timeline.Horizon;

/**
 * Reads stories. The format is described in {@code stories/README.md} beside them. A word that is not understood is an
 * error that names the file and the line.
 */
public final class StoryReader {

  private static final String FOLDER = "/stories";
  private static final Set<String> KEYS =
      Set.of(
          "story",
          "date",
          "order",
          "others",
          "places",
          "zones",
          "calendar",
          "authorised",
          "facts",
          "expect");
  private static final Map<String, TagStatus.Event> REPORTS =
      Map.of(
          "strap cut", TagStatus.Event.STRAP_CUT,
          "strap closed", TagStatus.Event.STRAP_CLOSED,
          "case opened", TagStatus.Event.CASE_OPENED,
          "case closed", TagStatus.Event.CASE_CLOSED,
          "switched off", TagStatus.Event.POWER_OFF,
          "switched on", TagStatus.Event.POWER_ON,
          "charging", TagStatus.Event.CHARGING,
          "fault", TagStatus.Event.FAULT);

  private static final Pattern REPORT =
      Pattern.compile("(" + String.join("|", REPORTS.keySet()) + ")(?: at (\\d+)%)?");

  private static final Pattern TIME =
      Pattern.compile("(?:(\\d{4}-\\d{2}-\\d{2}) )?(\\d{2}:\\d{2}(?::\\d{2})?)");
  private static final Pattern LINE = Pattern.compile(TIME.pattern() + "\\s+(.*)");
  private static final Pattern RECEIVED =
      Pattern.compile("(.*?)\\s*\\(received " + TIME.pattern() + "\\)");
  private static final Pattern DATED =
      Pattern.compile("(.*?)\\s*\\(dated " + TIME.pattern() + "\\)");
  private static final Pattern OF_ANOTHER = Pattern.compile("(\\S+): (.*)");
  private static final Pattern PROTECTED =
      Pattern.compile("protected (\\S+) at (.+) ±(\\d+(?:\\.\\d+)?)m");
  private static final Pattern KEEP_AWAY =
      Pattern.compile("keep (\\d+)m from (\\S+?)(?:, (\\d+)m buffer)?");
  private static final Pattern FIX =
      Pattern.compile("fix (.+) ±(\\d+(?:\\.\\d+)?)m (gps|wifi|cell)(?: via (\\S+))?");
  private static final Pattern SEEN =
      Pattern.compile("seen (.+) ±(\\d+)m by (\\S+), score (\\d\\.\\d+)(, verified)?");
  private static final Pattern CHECK_IN =
      Pattern.compile(
          "check-in by (face|id card|fingerprint|phone call|visit)(?: at (.+?) ±(\\d+)m)?"
              + "(?:, terminal (\\S+?))?(?:, face (\\d\\.\\d+))?(?:, liveness (\\d\\.\\d+))?"
              + "(, made-up place)?(, refused)?");
  private static final Pattern ROLL_CALL =
      Pattern.compile(
          "roll call (\\S+) to (?:camera (\\S+)|(.+) r (\\d+)m) until " + TIME.pattern());
  private static final Pattern LEAVE =
      Pattern.compile(
          "leave (\\S+)(?: to (\\S+(?:, \\S+)*))? until "
              + TIME.pattern()
              + "(, lifting check-ins)?");
  private static final Pattern AUTHORISED =
      Pattern.compile("authorisation (\\S+) until " + TIME.pattern());
  private static final Pattern PLACE =
      Pattern.compile("(.+?)(?: (\\d+)m (north|south|east|west))?");
  private static final Pattern POINT =
      Pattern.compile("(-?\\d+(?:\\.\\d+)?), ?(-?\\d+(?:\\.\\d+)?)");
  private static final Pattern CIRCLE = Pattern.compile("circle " + POINT.pattern() + " r (\\d+)m");
  private static final Pattern BOX =
      Pattern.compile("box " + POINT.pattern() + " to " + POINT.pattern());
  private static final Pattern HOURS = Pattern.compile("(\\d+)h study and (\\d+)h service a month");
  private static final Pattern BASIS =
      Pattern.compile("(\\S+) ends (\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2})");
  private static final Pattern BELTED = Pattern.compile("(.*), belt (\\d+)m");
  private static final Pattern EXPECTED =
      Pattern.compile("(opens|ends|withdraws)\\s+(\\S+)(?: (\\S+))?");

  private final String file;
  private final String rule;
  private ZoneId zone = ZoneId.of("Asia/Shanghai");
  private final Map<String, GeoPoint> places = new HashMap<>();
  private final List<Fact> facts = new ArrayList<>();
  private final TreeMap<Subject, List<Fact>> others = new TreeMap<>();
  private LocalDateTime last = LocalDateTime.MIN;
  private int orders;

  private StoryReader(String file, String rule) {
    this.file = file;
    this.rule = rule;
  }

  /** All stories on the class path, in order of their files. */
  public static List<Story> all() {
    URL folder = StoryReader.class.getResource(FOLDER);
    if (folder == null) {
      throw new IllegalStateException("there are no stories on the class path");
    }
    try {
      URI uri = folder.toURI();
      if (uri.getScheme().equals("jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
          return all(jar.getPath(FOLDER));
        } catch (FileSystemAlreadyExistsException e) {
          return all(FileSystems.getFileSystem(uri).getPath(FOLDER));
        }
      }
      return all(Path.of(uri));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Story> all(Path folder) throws IOException {
    List<Story> stories = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.filter(p -> p.toString().endsWith(".yaml")).sorted().toList()) {
        String rule = path.getParent().getFileName().toString();
        stories.add(
            read(
                rule + "/" + path.getFileName(),
                rule,
                Files.readString(path, StandardCharsets.UTF_8)));
      }
    }
    return stories;
  }

  /** Reads one story. */
  public static Story read(String file, String rule, String yaml) {
    return new StoryReader(file, rule).read(yaml);
  }

  private Story read(String yaml) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    Map<String, Object> text = new Yaml(new SafeConstructor(options)).load(yaml);
    Set<String> strange = new HashSet<>(text.keySet());
    strange.removeAll(KEYS);
    if (!strange.isEmpty()) {
      throw wrong("does not know " + strange);
    }
    String given = text(text, "date", "2026-03-02");
    LocalDate date = LocalDate.parse(given.substring(0, 10));
    long before = instant(date.minusDays(1).atStartOfDay());
    List<Shape> shapes = shapes(mapOf(text, "zones"));
    String order = text(text, "order", null);
    if (order == null) {
      throw wrong("has no order");
    }
    mapOf(text, "places").forEach((name, at) -> places.put(name, point(String.valueOf(at))));
    OrderTerms terms = terms(order.equals("none") ? "" : order);
    if (!terms.homes().isEmpty()) {
      places.putIfAbsent("home", terms.homes().get(0).centre());
    }
    if (!order.equals("none")) {
      facts.add(new OrderChange(World.WHO, "O-0", terms, before, before));
    }
    if (!text(text, "authorised", "yes").equals("no")) {
      facts.add(authorisation("A-1", before, before + 80L * 86_400_000, before));
    }
    facts.add(new TagBinding(World.TAG, World.WHO, before, before));
    mapOf(text, "others")
        .forEach((name, clauses) -> other(new Subject(name), String.valueOf(clauses), before));
    last = date.atStartOfDay();
    for (String line : lines(text, "facts")) {
      fact(line);
    }
    TreeSet<Story.Expected> expected = new TreeSet<>();
    TreeSet<Story.Expected> withdrawn = new TreeSet<>();
    int unlawful = 0;
    last = date.atStartOfDay();
    for (String line : lines(text, "expect")) {
      if (line.startsWith("unlawful ")) {
        unlawful = Integer.parseInt(line.substring(9));
      } else if (!line.equals("nothing")) {
        expect(line, expected, withdrawn);
      }
    }
    World world =
        new World(
            facts, others, shapes, calendar(mapOf(text, "calendar")), World.SHIPPED, observed());
    return new Story(
        file, text(text, "story", file), rule, zone, world, expected, withdrawn, unlawful);
  }

  /** Somebody else under an order, with a tag that may be judged; what is told of them is told as of the person. */
  private void other(Subject who, String clauses, long before) {
    List<Fact> known = new ArrayList<>();
    known.add(new OrderChange(World.WHO, "O-0", terms(clauses), before, before));
    known.add(authorisation("A-1", before, before + 80L * 86_400_000, before));
    known.add(new TagBinding(World.TAG, World.WHO, before, before));
    others.put(who, known);
  }

  /** From the first observation to the last. */
  private Horizon observed() {
    long first = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    List<Fact> all = new ArrayList<>(facts);
    others.values().forEach(all::addAll);
    for (Fact fact : all) {
      if (!fact.kind().isTerms()) {
        first = Math.min(first, fact.occurredAt());
        latest = Math.max(latest, fact.occurredAt());
      }
    }
    if (first > latest) {
      throw wrong("observes nothing");
    }
    return new Horizon(first, latest);
  }

  private void fact(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw wrong("has a fact without a time: " + line);
    }
    LocalDateTime when = next(parts.group(1), parts.group(2));
    long at = instant(when);
    String what = parts.group(3);
    long receivedAt = at;
    Matcher received = RECEIVED.matcher(what);
    if (received.matches()) {
      what = received.group(1);
      receivedAt = instant(after(when, received.group(2), received.group(3)));
    }
    Matcher of = OF_ANOTHER.matcher(what);
    if (of.matches()) {
      List<Fact> theirs = others.get(new Subject(of.group(1)));
      if (theirs == null) {
        throw wrong("tells of somebody who is not among the others: " + line);
      }
      theirs.add(fact(of.group(2), when, at, receivedAt));
    } else {
      facts.add(fact(what, when, at, receivedAt));
    }
  }

  private Fact fact(String what, LocalDateTime when, long at, long receivedAt) {
    Matcher m;
    if ((m = DATED.matcher(what)).matches()) {
      LocalDateTime dated = after(when, m.group(2), m.group(3));
      Fact told = fact(m.group(1), dated, instant(dated), at);
      return ((DeviceReport) told).doubted(at, false);
    }
    if ((m = FIX.matcher(what)).matches()) {
      return new TagFix(
          World.TAG,
          place(m.group(1)),
          Float.parseFloat(m.group(2)),
          FixSource.valueOf(m.group(3).toUpperCase(Locale.ROOT)),
          receivedAt > at,
          m.group(4),
          at,
          receivedAt);
    }
    if ((m = SEEN.matcher(what)).matches()) {
      return new Sighting(
          World.WHO,
          m.group(3),
          place(m.group(1)),
          Float.parseFloat(m.group(2)),
          Float.parseFloat(m.group(4)),
          m.group(5) != null,
          at,
          receivedAt);
    }
    if ((m = CHECK_IN.matcher(what)).matches()) {
      return checkIn(m, at, receivedAt);
    }
    if ((m = LEAVE.matcher(what)).matches()) {
      List<String> to = m.group(2) == null ? List.of() : List.of(m.group(2).split(", "));
      long until = instant(after(when, m.group(3), m.group(4)));
      LeaveChange.Grant grant = new LeaveChange.Grant(until, m.group(5) != null, to);
      return new LeaveChange(World.WHO, m.group(1), grant, at, receivedAt);
    }
    if ((m = AUTHORISED.matcher(what)).matches()) {
      return authorisation(
          m.group(1), at, instant(after(when, m.group(2), m.group(3))), receivedAt);
    }
    if ((m = ROLL_CALL.matcher(what)).matches()) {
      return rollCall(m, when, at, receivedAt);
    }
    if ((m = Pattern.compile("roll call (\\S+) cancelled").matcher(what)).matches()) {
      return new RollCall(World.WHO, m.group(1), null, at, receivedAt);
    }
    if (what.startsWith("order ")) {
      OrderTerms terms = what.equals("order ends") ? null : terms(what.substring(6));
      return new OrderChange(World.WHO, "O-" + ++orders, terms, at, receivedAt);
    }
    if ((m = Pattern.compile("leave (\\S+) ends").matcher(what)).matches()) {
      return new LeaveChange(World.WHO, m.group(1), null, at, receivedAt);
    }
    if ((m = Pattern.compile("authorisation (\\S+) revoked").matcher(what)).matches()) {
      return new AuthorisationChange(World.WHO, m.group(1), null, at, receivedAt);
    }
    if ((m = Pattern.compile("battery (\\d+)%").matcher(what)).matches()) {
      return new TagStatus(
          World.TAG, TagStatus.Event.BATTERY, Integer.valueOf(m.group(1)), at, receivedAt);
    }
    if ((m = REPORT.matcher(what)).matches()) {
      Integer battery = m.group(2) == null ? null : Integer.valueOf(m.group(2));
      return new TagStatus(
          World.TAG, Objects.requireNonNull(REPORTS.get(m.group(1))), battery, at, receivedAt);
    }
    if ((m = Pattern.compile("tag given to (\\S+)").matcher(what)).matches()) {
      return new TagBinding(World.TAG, new Subject(m.group(1)), at, receivedAt);
    }
    if (what.equals("tag taken off")) {
      return new TagBinding(World.TAG, null, at, receivedAt);
    }
    if ((m = PROTECTED.matcher(what)).matches()) {
      return new ProtectedPosition(
          m.group(1), place(m.group(2)), Float.parseFloat(m.group(3)), at, receivedAt);
    }
    Fact inTheCase = CaseWords.read(what, at, receivedAt, zone);
    if (inTheCase != null) {
      return inTheCase;
    }
    throw wrong("does not say what this is: " + what);
  }

  private RollCall rollCall(Matcher m, LocalDateTime when, long at, long receivedAt) {
    Circle place =
        m.group(3) == null ? null : new Circle(place(m.group(3)), Integer.parseInt(m.group(4)));
    long due = instant(after(when, m.group(5), m.group(6)));
    return new RollCall(
        World.WHO, m.group(1), new RollCall.Call(m.group(2), place, due), at, receivedAt);
  }

  private CheckIn checkIn(Matcher m, long at, long receivedAt) {
    return new CheckIn(
        World.WHO,
        CheckIn.Means.valueOf(m.group(1).toUpperCase(Locale.ROOT).replace(' ', '_')),
        m.group(8) == null,
        m.group(2) == null ? null : place(m.group(2)),
        m.group(3) == null ? 0 : Float.parseFloat(m.group(3)),
        new CheckIn.Proof(
            m.group(4),
            m.group(5) == null ? null : Float.valueOf(m.group(5)),
            m.group(6) == null ? null : Float.valueOf(m.group(6)),
            m.group(7) != null),
        at,
        receivedAt);
  }

  private static AuthorisationChange authorisation(
      String id, long from, long until, long receivedAt) {
    return new AuthorisationChange(
        World.WHO, id, new AuthorisationChange.Grant(2, "P-1", until), from, receivedAt);
  }

  private void expect(
      String line, TreeSet<Story.Expected> expected, SortedSet<Story.Expected> withdrawn) {
    Matcher parts = LINE.matcher(line);
    Matcher what = parts.matches() ? EXPECTED.matcher(parts.group(3)) : null;
    if (what == null || !what.matches()) {
      throw wrong("expects what cannot be understood: " + line);
    }
    long at = instant(next(parts.group(1), parts.group(2)));
    Story.Expected opening = new Story.Expected(what.group(2), what.group(3), at, null);
    switch (what.group(1)) {
      case "opens" -> expected.add(opening);
      case "withdraws" -> withdrawn.add(opening);
      default -> {
        Story.Expected open =
            expected.descendingSet().stream()
                .filter(e -> e.endedAt() == null && e.rule().equals(opening.rule()))
                .filter(e -> Objects.equals(e.target(), opening.target()))
                .findFirst()
                .orElseThrow(() -> wrong("ends what has not opened: " + line));
        expected.remove(open);
        expected.add(new Story.Expected(open.rule(), open.target(), open.openedAt(), at));
      }
    }
  }

  private OrderTerms terms(String order) {
    List<Circle> homes = new ArrayList<>();
    Map<String, List<LocalWindow>> curfew = new LinkedHashMap<>();
    Map<String, List<LocalWindow>> checkIns = new LinkedHashMap<>();
    int grace = 0;
    int checkInGrace = 0;
    int tagReports = 0;
    String permitted = null;
    List<String> exclusions = new ArrayList<>();
    List<String> keyPlaces = new ArrayList<>();
    List<Particulars.Basis> bases = new ArrayList<>();
    List<String> dutySites = new ArrayList<>();
    List<Particulars.Protection> protections = new ArrayList<>();
    String caseGroup = null;
    ActivityDuty duty = null;
    for (String clause : order.isBlank() ? new String[0] : order.trim().split("\\s*;\\s*")) {
      Matcher m;
      if ((m = Pattern.compile("home " + CIRCLE.pattern()).matcher(clause)).matches()) {
        homes.add(new Circle(point(m.group(1) + "," + m.group(2)), Integer.parseInt(m.group(3))));
      } else if ((m = Pattern.compile("home (.+) r (\\d+)m").matcher(clause)).matches()) {
        homes.add(new Circle(place(m.group(1)), Integer.parseInt(m.group(2))));
      } else if ((m = BASIS.matcher(clause)).matches()) {
        LocalDateTime until = LocalDate.parse(m.group(2)).atTime(LocalTime.parse(m.group(3)));
        bases.add(new Particulars.Basis(m.group(1), "in a story", instant(until)));
      } else if (clause.startsWith("curfew ")) {
        windows(clause.substring(7), curfew);
      } else if (clause.startsWith("check in ")) {
        windows(clause.substring(9), checkIns);
      } else if ((m = Pattern.compile("grace (\\d+)m").matcher(clause)).matches()) {
        grace = Integer.parseInt(m.group(1));
      } else if ((m = Pattern.compile("check-in grace (\\d+)m").matcher(clause)).matches()) {
        checkInGrace = Integer.parseInt(m.group(1));
      } else if ((m = Pattern.compile("tag reports every (\\d+)m").matcher(clause)).matches()) {
        tagReports = Integer.parseInt(m.group(1));
      } else if (clause.startsWith("stay in ")) {
        permitted = clause.substring(8);
      } else if (clause.startsWith("do not stay at ")) {
        keyPlaces.add(clause.substring(15));
      } else if (clause.startsWith("keep out of ")) {
        exclusions.add(clause.substring(12));
      } else if (clause.startsWith("duty at ")) {
        dutySites.add(clause.substring(8));
      } else if ((m = KEEP_AWAY.matcher(clause)).matches()) {
        protections.add(
            new Particulars.Protection(
                m.group(2),
                Integer.parseInt(m.group(1)),
                m.group(3) == null ? 0 : Integer.parseInt(m.group(3))));
      } else if ((m = HOURS.matcher(clause)).matches()) {
        duty =
            new ActivityDuty(60 * Integer.parseInt(m.group(1)), 60 * Integer.parseInt(m.group(2)));
      } else if (clause.startsWith("convicted in ")) {
        caseGroup = clause.substring(13);
      } else {
        throw wrong("orders what cannot be understood: " + clause);
      }
    }
    return new OrderTerms(
        zone,
        homes,
        curfew.isEmpty() ? null : new Curfew(schedule(curfew), grace),
        checkIns.isEmpty() ? null : new CheckInPlan(schedule(checkIns), checkInGrace),
        permitted,
        exclusions,
        "331102",
        "331102001",
        Tier.GENERAL,
        false,
        new Particulars(
            keyPlaces, dutySites, caseGroup, protections, tagReports, bases, duty, null));
  }

  /** {@code [workdays|rest days] 21:00-06:00[, 12:00-13:00] [Asia/Shanghai]}. */
  private void windows(String text, Map<String, List<LocalWindow>> into) {
    Matcher m =
        Pattern.compile("(workdays |rest days )?(.*?)( [A-Z][a-z]+/[A-Z][A-Za-z_]+)?")
            .matcher(text);
    if (!m.matches()) {
      throw wrong("has windows that cannot be understood: " + text);
    }
    if (m.group(3) != null) {
      zone = ZoneId.of(m.group(3).trim());
    }
    for (String window : m.group(2).split(",\\s*")) {
      String[] ends = window.split("-");
      LocalWindow read = new LocalWindow(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
      if (!"rest days ".equals(m.group(1))) {
        into.computeIfAbsent("workdays", k -> new ArrayList<>()).add(read);
      }
      if (!"workdays ".equals(m.group(1))) {
        into.computeIfAbsent("rest days", k -> new ArrayList<>()).add(read);
      }
    }
  }

  private static WeeklySchedule schedule(Map<String, List<LocalWindow>> windows) {
    return new WeeklySchedule(
        windows.getOrDefault("workdays", List.of()), windows.getOrDefault("rest days", List.of()));
  }

  private List<Shape> shapes(Map<String, Object> zones) {
    List<Shape> shapes = new ArrayList<>();
    zones.forEach(
        (id, given) -> {
          Matcher belted = BELTED.matcher(String.valueOf(given));
          String text = belted.matches() ? belted.group(1) : String.valueOf(given);
          Matcher circle = CIRCLE.matcher(text);
          Matcher box = BOX.matcher(text);
          if (circle.matches()) {
            GeoPoint centre = point(circle.group(1) + "," + circle.group(2));
            int radius = Integer.parseInt(circle.group(3));
            shapes.add(new Shape.Round(id, List.of(new Circle(centre, radius))));
            places.put(id, centre);
          } else if (box.matches()) {
            double south = Double.parseDouble(box.group(1));
            double west = Double.parseDouble(box.group(2));
            double north = Double.parseDouble(box.group(3));
            double east = Double.parseDouble(box.group(4));
            shapes.add(new Shape.Box(id, south, west, north, east));
            places.put(id, GeoPoint.ofDegrees((south + north) / 2, (west + east) / 2));
          } else {
            throw wrong("has a zone that cannot be understood: " + text);
          }
          if (belted.matches()) {
            int last = shapes.size() - 1;
            int metres = Integer.parseInt(belted.group(2));
            shapes.set(last, new Shape.Belted(shapes.get(last), metres));
          }
        });
    return shapes;
  }

  private HolidayCalendar calendar(Map<String, Object> given) {
    return new HolidayCalendar(dates(given, "holidays"), dates(given, "make-up workdays"));
  }

  private static Set<LocalDate> dates(Map<String, Object> given, String key) {
    Set<LocalDate> dates = new HashSet<>();
    if (given.get(key) instanceof List<?> list) {
      for (Object date : list) {
        String text = date instanceof java.util.Date d ? d.toInstant().toString() : date.toString();
        dates.add(LocalDate.parse(text.substring(0, 10)));
      }
    }
    return dates;
  }

  private GeoPoint place(String text) {
    Matcher m = PLACE.matcher(text);
    if (!m.matches()) {
      throw wrong("has a place that cannot be understood: " + text);
    }
    GeoPoint from = places.containsKey(m.group(1)) ? places.get(m.group(1)) : point(m.group(1));
    if (m.group(2) == null) {
      return from;
    }
    double degrees = Integer.parseInt(m.group(2)) / Shape.METRES_PER_DEGREE;
    double wide = degrees / Math.cos(Math.toRadians(from.latitude()));
    return switch (m.group(3)) {
      case "north" -> GeoPoint.ofDegrees(from.latitude() + degrees, from.longitude());
      case "south" -> GeoPoint.ofDegrees(from.latitude() - degrees, from.longitude());
      case "east" -> GeoPoint.ofDegrees(from.latitude(), from.longitude() + wide);
      default -> GeoPoint.ofDegrees(from.latitude(), from.longitude() - wide);
    };
  }

  private GeoPoint point(String text) {
    Matcher m = POINT.matcher(text);
    if (!m.matches()) {
      throw wrong("has a place that cannot be understood: " + text);
    }
    return GeoPoint.ofDegrees(Double.parseDouble(m.group(1)), Double.parseDouble(m.group(2)));
  }

  /** A time earlier than that of the line before is on the next day. */
  private LocalDateTime next(String date, String time) {
    last = after(last, date, time);
    return last;
  }

  private static LocalDateTime after(LocalDateTime earlier, String date, String time) {
    LocalTime clock = LocalTime.parse(time);
    if (date != null) {
      return LocalDate.parse(date).atTime(clock);
    }
    LocalDateTime sameDay = earlier.toLocalDate().atTime(clock);
    return sameDay.isBefore(earlier) ? sameDay.plusDays(1) : sameDay;
  }

  private long instant(LocalDateTime local) {
    return local.atZone(zone).toInstant().toEpochMilli();
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the story " + file + " " + what);
  }

  private static String text(Map<String, Object> from, String key, String otherwise) {
    Object value = from.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof java.util.Date date) {
      return date.toInstant().toString();
    }
    if (value instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return value.toString().strip();
  }

  private static List<String> lines(Map<String, Object> from, String key) {
    Object value = from.get(key);
    return value == null
        ? List.of()
        : value.toString().lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> mapOf(Map<String, Object> from, String key) {
    Object value = from.get(key);
    return value == null ? Map.of() : new LinkedHashMap<>((Map<String, Object>) value);
  }
}
