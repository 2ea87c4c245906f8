package zhijiao.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.place.Zone;
import zhijiao.core.place.ZoneCatalog;
import zhijiao.jobs.io.Limits;
import zhijiao.jobs.io.Topics;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.wire.FactWire;
import zhijiao.local.demo.AlertTopic;
import zhijiao.local.demo.Feeder;
import zhijiao.local.demo.JobProcess;
import zhijiao.local.demo.Platform;
import zhijiao.local.evaluation.Evaluation;

/**
 * How long an alert takes by the clock on the wall, on the live job: in quiet, and while thousands of tags that were out
 * of reach upload what they stored.
 */
public final class Latency {

  private static final long TICK_MILLIS = 100;
  private static final long BEAT_MILLIS = 500;

  /** Every so often one strap is cut, and one person enters a forbidden zone. */
  private static final long EVENT_MILLIS = 500;

  /** One fix of each live tag in so long. */
  private static final long REPORT_MILLIS = 10_000;

  /** One in so many of the uploading tags stayed in a forbidden zone. */
  private static final int ACCUSED = 50;

  private static final long DAY = 86_400_000L;
  private static final long MINUTE = 60_000L;
  private static final String STRAP_CUT = "strap-cut";
  private static final String ZONE = "exclusion-zone";
  private static final String LATE = "late";
  private static final String WARM_UP = "warm-up";
  private static final String QUIET = "quiet";
  private static final String STORM = "storm";

  /**
   * What is played.
   *
   * @param liveTags tags that report every ten seconds
   * @param warmUpSeconds a phase of its own: a third in quiet, a third with a storm of its own, a third in quiet again. A job
   *     runs for months; in its first minutes the compiler has more of two cores than the job
   * @param quietSeconds without a storm
   * @param stormSeconds with one
   * @param storedPerSecond stored fixes that arrive in each second of the storm
   * @param storedPerTag fixes that each tag has stored, a minute apart
   * @param burst fixes of one tag that arrive together
   */
  public record Play(
      int liveTags,
      int warmUpSeconds,
      int quietSeconds,
      int stormSeconds,
      int storedPerSecond,
      int storedPerTag,
      int burst) {

    int rehearsalSeconds() {
      return warmUpSeconds / 3;
    }

    int uploading(int seconds) {
      return (int) Math.ceil((double) storedPerSecond * seconds / storedPerTag);
    }

    int events(int seconds) {
      return (int) (seconds * 1_000L / EVENT_MILLIS) + 1;
    }

    int eventPeople() {
      return events(warmUpSeconds) + events(quietSeconds) + events(stormSeconds) + 10;
    }
  }

  /** Latencies of one kind, in seconds, sorted; what was sent and never answered is missing. */
  public record Figure(String name, int sent, List<Double> seconds, double aim) {

    double p(double share) {
      return Evaluation.percentile(seconds, share);
    }

    /** One line for a terminal. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "  %-44s %5d sent %5d told   p50 %6.2f s   p99 %6.2f s   most %6.2f s   aim %.0f s",
          name,
          sent,
          seconds.size(),
          p(0.5),
          p(0.99),
          p(1),
          aim);
    }
  }

  private final Play play;
  private final Path work;
  private final BenchCrowd crowd;
  private final long begin = System.currentTimeMillis();

  /** When what should be told was sent, by rule and person; by phase. */
  private final Map<String, Sent> sent = new HashMap<>();

  private final Map<String, Long> told = new HashMap<>();
  private final FactWire wire = new FactWire(Limits.ofLaw(System::currentTimeMillis));
  private int nextStrap;
  private int nextZone;

  private record Sent(String kind, long at) {}

  public Latency(Play play, Path work) throws IOException {
    this.play = play;
    this.work = work;
    this.crowd = new BenchCrowd(people(), 1, counties());
  }

  /** Live tags, then those who enter zones, then those who upload in the warm-up, then those who do in the storm. */
  private int people() {
    return stormFrom() + play.uploading(play.stormSeconds());
  }

  private int rehearsalFrom() {
    return play.liveTags() + play.eventPeople();
  }

  private int stormFrom() {
    return rehearsalFrom() + play.uploading(play.rehearsalSeconds());
  }

  private static ZoneCatalog counties() throws IOException {
    try (InputStream in = countiesFile()) {
      return ZonesFile.read(in, "counties").catalog();
    }
  }

  private static InputStream countiesFile() throws IOException {
    return new GZIPInputStream(
        java.util.Objects.requireNonNull(
            Latency.class.getResourceAsStream("/lishui/counties.geojson.gz")));
  }

  private Path zonesFile() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root;
    try (InputStream in = countiesFile()) {
      root = (ObjectNode) json.readTree(in);
    }
    ArrayNode features = (ArrayNode) root.path("features");
    for (Zone zone : crowd.zones().zones()) {
      if (zone.id().startsWith("BZ-")) {
        GeoPoint centre = crowd.centreOf(zone.id());
        ObjectNode feature = features.addObject().put("type", "Feature");
        feature.putObject("properties").put("id", zone.id()).put("radiusMetres", 300);
        ObjectNode point = feature.putObject("geometry").put("type", "Point");
        point.putArray("coordinates").add(centre.longitude()).add(centre.latitude());
      }
    }
    return Files.writeString(work.resolve("zones.geojson"), json.writeValueAsString(root));
  }

  /** Plays, and measures. */
  public List<Figure> run(Platform platform, Consumer<String> progress) throws Exception {
    try (JobProcess job =
            JobProcess.start(
                work, platform.broker(), platform.clickHouse(), zonesFile(), begin - DAY);
        KafkaProducer<byte[], byte[]> producer = producer(platform);
        AlertTopic alerts = new AlertTopic(platform.broker().bootstrapServers())) {
      progress.accept("writing the terms of " + people() + " people");
      terms(producer);
      int third = play.rehearsalSeconds();
      Stored rehearsal = new Stored(WARM_UP, rehearsalFrom(), play.uploading(third));
      Stored upload = new Stored(STORM, stormFrom(), play.uploading(play.stormSeconds()));
      phase(WARM_UP, third, null, producer, alerts, job, progress);
      phase(WARM_UP, third, rehearsal, producer, alerts, job, progress);
      phase(WARM_UP, play.warmUpSeconds() - 2 * third, null, producer, alerts, job, progress);
      phase(QUIET, play.quietSeconds(), null, producer, alerts, job, progress);
      phase(STORM, play.stormSeconds(), upload, producer, alerts, job, progress);
      long giveUp = System.currentTimeMillis() + 180_000;
      while (waiting() && System.currentTimeMillis() < giveUp) {
        progress.accept("waiting for " + missing() + " alerts");
        beat(producer, System.currentTimeMillis());
        poll(alerts);
        Thread.sleep(TICK_MILLIS);
      }
    }
    List<Figure> figures = new ArrayList<>();
    for (String phase : List.of(WARM_UP, QUIET, STORM)) {
      figures.add(figure(phase + ": strap cut, event to alert", phase + STRAP_CUT, 3));
      figures.add(figure(phase + ": zone entered, event to alert", phase + ZONE, 12));
      if (!phase.equals(QUIET)) {
        figures.add(figure(phase + ": stored fixes, arrival to alert", phase + LATE, 60));
      }
    }
    return figures;
  }

  private Figure figure(String name, String kind, double aim) {
    List<Double> seconds = new ArrayList<>();
    int count = 0;
    for (Map.Entry<String, Sent> one : sent.entrySet()) {
      if (one.getValue().kind().equals(kind)) {
        count++;
        Long at = told.get(one.getKey());
        if (at != null) {
          seconds.add((at - one.getValue().at()) / 1_000.0);
        }
      }
    }
    seconds.sort(Double::compare);
    return new Figure(name, count, seconds, aim);
  }

  private long missing() {
    return sent.keySet().stream().filter(key -> !told.containsKey(key)).count();
  }

  private boolean waiting() {
    return missing() > 0;
  }

  private static KafkaProducer<byte[], byte[]> producer(Platform platform) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", platform.broker().bootstrapServers(),
            "linger.ms", "5",
            "batch.size", "131072",
            "compression.type", "lz4",
            "buffer.memory", "134217728"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Fact fact) {
    producer.send(
        new ProducerRecord<>(Topics.of(fact.kind()), Feeder.key(fact), wire.encode(fact)));
  }

  /** As the receiving platform does that writes the facts: a heartbeat into each partition that it writes to. */
  private void beat(KafkaProducer<byte[], byte[]> producer, long now) {
    byte[] record = wire.encodeHeartbeat(now);
    for (String topic : Topics.INPUTS) {
      for (int partition = 0; partition < Platform.PARTITIONS; partition++) {
        producer.send(new ProducerRecord<>(topic, partition, null, record));
      }
    }
  }

  /** No curfew and no check-ins: whatever the time of day is, nothing else falls due. */
  private void terms(KafkaProducer<byte[], byte[]> producer) {
    long before = begin - 2 * DAY;
    for (int i = 0; i < people(); i++) {
      Subject subject = new Subject("S-" + i);
      OrderTerms full = crowd.terms(i);
      OrderTerms terms =
          new OrderTerms(
              full.zone(),
              full.homes(),
              null,
              null,
              null,
              full.exclusionZones(),
              full.county(),
              full.office(),
              full.tier(),
              false);
      send(producer, new OrderChange(subject, "O-" + i, terms, before, before));
      send(
          producer,
          new AuthorisationChange(
              subject,
              "A-" + i,
              new AuthorisationChange.Grant(1, "P-1", before + 60 * DAY),
              before,
              before));
      send(producer, new TagBinding("T-" + i, subject, before, before));
    }
    producer.flush();
  }

  private void phase(
      String name,
      int seconds,
      @Nullable Stored stored,
      KafkaProducer<byte[], byte[]> producer,
      AlertTopic alerts,
      JobProcess job,
      Consumer<String> progress)
      throws Exception {
    long started = System.currentTimeMillis();
    long end = started + seconds * 1_000L;
    long nextBeat = started;
    long nextEvent = started;
    long fixes = 0;
    for (long tick = started; tick < end; tick += TICK_MILLIS) {
      long ahead = tick - System.currentTimeMillis();
      if (ahead > 0) {
        Thread.sleep(ahead);
      }
      if (!job.isAlive()) {
        throw new IOException("the job's process has gone");
      }
      long now = System.currentTimeMillis();
      if (now >= nextBeat) {
        beat(producer, now);
        nextBeat = now + BEAT_MILLIS;
      }
      long due = (tick - started) * play.liveTags() / REPORT_MILLIS;
      for (; fixes < due; fixes++) {
        int person = (int) (fixes % play.liveTags());
        send(producer, fix(person, crowd.homeOf(person), now, now, false));
      }
      if (now >= nextEvent) {
        event(name, now, producer);
        nextEvent += EVENT_MILLIS;
      }
      if (stored != null) {
        long owed = (tick + TICK_MILLIS - started) * play.storedPerSecond() / 1_000;
        stored.send(owed, producer);
      }
      poll(alerts);
      if ((tick - started) % 5_000 == 0) {
        progress.accept(
            String.format(
                Locale.ROOT,
                "%s: %d of %d s, %d stored fixes sent, %d alerts awaited",
                name,
                (tick - started) / 1_000,
                seconds,
                stored == null ? 0 : stored.sent,
                missing()));
      }
    }
  }

  private void event(String phase, long now, KafkaProducer<byte[], byte[]> producer) {
    int cut = nextStrap++ % play.liveTags();
    if (nextStrap <= play.liveTags()) {
      send(producer, new TagStatus("T-" + cut, TagStatus.Event.STRAP_CUT, null, now, now));
      sent.put(STRAP_CUT + " S-" + cut, new Sent(phase + STRAP_CUT, now));
    }
    int enters = play.liveTags() + nextZone++;
    GeoPoint zone = crowd.centreOf("BZ-" + enters % BenchCrowd.ZONES);
    send(producer, fix(enters, zone, now, now, false));
    sent.put(ZONE + " S-" + enters, new Sent(phase + ZONE, now));
  }

  /** As exact as needs no second: what the alert takes is counted from the first fix that is evidence enough. */
  private static TagFix fix(int person, GeoPoint at, long occurred, long received, boolean stored) {
    String station = stored ? null : BenchCrowd.stationOf(person);
    return new TagFix("T-" + person, at, 12, FixSource.GPS, stored, station, occurred, received);
  }

  /** What the tags of the storm upload: a burst of each in turn, until each has uploaded all. */
  private final class Stored {
    private final String phase;
    private final int from;
    private final int tags;
    private long sent;

    Stored(String phase, int from, int tags) {
      this.phase = phase;
      this.from = from;
      this.tags = tags;
    }

    void send(long owed, KafkaProducer<byte[], byte[]> producer) {
      long all = (long) tags * play.storedPerTag();
      int bursts = Math.max(1, play.storedPerTag() / play.burst());
      for (; sent < Math.min(owed, all); sent++) {
        long burst = sent / play.burst();
        int tag = (int) (burst % tags);
        int round = (int) (burst / tags);
        int index = (int) ((long) (round % bursts) * play.burst() + sent % play.burst());
        int person = from + tag;
        boolean accused = tag % ACCUSED == 0;
        GeoPoint place =
            accused ? crowd.centreOf("BZ-" + person % BenchCrowd.ZONES) : crowd.homeOf(person);
        long now = System.currentTimeMillis();
        long occurred = begin - (play.storedPerTag() - index) * MINUTE;
        Latency.this.send(producer, fix(person, place, occurred, now, true));
        if (accused && index == 0) {
          Latency.this.sent.put(ZONE + " S-" + person, new Sent(phase + LATE, now));
        }
      }
    }
  }

  private void poll(AlertTopic alerts) throws IOException {
    for (AlertTopic.Received one : alerts.poll(Duration.ZERO)) {
      told.putIfAbsent(
          one.event().alert().key().rule() + " " + one.event().alert().key().subject().pseudonym(),
          one.writtenAt());
    }
  }
}
