package zhijiao.local.bench;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.timeline.Horizon;
import zhijiao.core.timeline.Outcome;
import zhijiao.core.timeline.Program;
import zhijiao.core.timeline.Timeline;
import zhijiao.core.timeline.TimelineOutput;
import zhijiao.jobs.governance.SettingsHistory;
import zhijiao.jobs.io.CalendarFile;
import zhijiao.jobs.io.ZonesFile;
import zhijiao.jobs.main.EngineSettings;

/** What the engine remembers of one person, with every rule on: bytes of state, and bytes of heap while in use. */
public final class StateSize {

  private static final long MINUTE = 60_000L;
  private static final long DAY = 1_440 * MINUTE;

  /** How somebody lives. */
  public enum Life {
    /** Under an order of which nothing falls due, and silent. */
    IDLE("under an order, nothing due or reported", 2),
    /** Three check-ins a day, no tag. */
    CHECKS_IN("checks in three times a day, no tag", 8),
    /** A fix a minute, at home and at work, for all kept days. */
    TAGGED("a tag's fix every minute, all kept days", 200);

    private final String words;
    private final int aimKibibytes;

    Life(String words, int aimKibibytes) {
      this.words = words;
      this.aimKibibytes = aimKibibytes;
    }

    /** A limit that is asked for; for {@link #CHECKS_IN} none is, and 8 guards what was measured, 6.1, against growth. */
    public int aimKibibytes() {
      return aimKibibytes;
    }
  }

  /**
   * Of one way of living.
   *
   * @param written bytes of state of one person, the largest
   * @param heap bytes of heap of one person, on average
   */
  public record Figure(Life life, int people, int written, long heap) {
    /** One line for a terminal. */
    public String line() {
      return String.format(
          Locale.ROOT,
          "  %-42s %6d people   %8d bytes written   %8d bytes of heap   aim %d KiB",
          life.words,
          people,
          written,
          heap,
          life.aimKibibytes);
    }
  }

  private static final TimelineOutput NOWHERE =
      new TimelineOutput() {
        @Override
        public void change(zhijiao.core.alert.AlertCause.FindingChange change) {}

        @Override
        public void tally(FactKind kind, Outcome outcome, int delta) {}

        @Override
        public void tooLate(Fact fact) {}
      };

  private StateSize() {}

  /** Measures so many people at the end of the days that are kept. */
  public static Figure of(Life life, int people) throws IOException {
    EngineSettings settings = EngineSettings.DEFAULT;
    int days = settings.timeline().keptDays();
    BenchCrowd crowd = crowd(people);
    long end = BenchCrowd.FROM + days * DAY;
    Program program =
        new Program(
            CalendarFile.china(),
            settings.timeline(),
            new Horizon(BenchCrowd.FROM - DAY, Long.MAX_VALUE),
            SettingsHistory.of(settings.thresholds(), crowd.zones(), List.of()).regimes());
    // The first makes what all share.
    live(crowd, program, life, 0, end);
    long before = heap();
    List<Timeline> all = new ArrayList<>();
    int written = 0;
    for (int i = 0; i < people; i++) {
      Timeline timeline = live(crowd, program, life, i, end);
      written = Math.max(written, size(timeline));
      all.add(timeline);
    }
    long heap = (heap() - before) / people;
    Objects.requireNonNull(all.get(people - 1));
    return new Figure(life, people, written, heap);
  }

  private static BenchCrowd crowd(int people) throws IOException {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(
                StateSize.class.getResourceAsStream("/lishui/counties.geojson.gz")))) {
      return new BenchCrowd(people, 1, ZonesFile.read(in, "counties").catalog());
    }
  }

  private static Timeline live(BenchCrowd crowd, Program program, Life life, int person, long end) {
    long begin = BenchCrowd.FROM;
    Subject subject = new Subject("S-" + person);
    Timeline timeline = new Timeline(program, subject, begin);
    timeline.accept(
        new OrderChange(
            subject,
            "O-" + person,
            life == Life.TAGGED
                ? crowd.terms(person)
                : crowd.untagged(person, life == Life.CHECKS_IN),
            begin - DAY,
            begin - DAY),
        NOWHERE);
    if (life == Life.TAGGED) {
      timeline.accept(
          new AuthorisationChange(
              subject,
              "A-" + person,
              new AuthorisationChange.Grant(1, "P-1", begin + 80 * DAY),
              begin - DAY,
              begin - DAY),
          NOWHERE);
    }
    GeoPoint home = crowd.homeOf(person);
    for (long at = begin; at < end; at += MINUTE) {
      long minute = (at - begin) / MINUTE;
      // No two fixes of a phone or a tag are alike; check-ins that were would be a case of
      // check-in-spoof.
      int off = (int) (Math.floorMod(minute * 7_919 + person, 800L) - 400);
      if (life == Life.TAGGED) {
        boolean atWork = minute % 1_440 > 660 && minute % 1_440 < 1_100;
        GeoPoint place =
            new GeoPoint(home.latE7() + off + (atWork ? 20_000 : 0), home.lonE7() + off);
        String tag = "T-" + person;
        String station = atWork ? "ST-W" : BenchCrowd.stationOf(person);
        timeline.accept(
            new TagFix(tag, place, 8 + (minute & 7), FixSource.GPS, false, station, at, at + 2_000),
            NOWHERE);
        if (minute % 240 == 0) {
          timeline.accept(new TagStatus(tag, TagStatus.Event.BATTERY, 80, at, at + 2_000), NOWHERE);
        }
      }
      boolean checksIn = life != Life.IDLE && minute % 480 == 120;
      if (checksIn) {
        timeline.accept(
            new CheckIn(
                subject,
                CheckIn.Means.FACE,
                true,
                new GeoPoint(home.latE7() + off, home.lonE7() - off / 2),
                20,
                at,
                at + 2_000),
            NOWHERE);
      }
      if (minute % 10 == 0) {
        timeline.advance(at - 10_000, NOWHERE);
      }
    }
    timeline.advance(end, NOWHERE);
    return timeline;
  }

  private static int size(Timeline timeline) throws IOException {
    DataOutputStream out = new DataOutputStream(OutputStream.nullOutputStream());
    timeline.write(out);
    return out.size();
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}
