package zhijiao.jobs.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import zhijiao.cep.CompiledPattern;
import zhijiao.cep.PatternMatcher;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.judge.CurfewPhase;
import zhijiao.core.judge.JudgedMoment;
import zhijiao.core.judge.JudgedMoment.What;
import zhijiao.core.judge.Presence;
import zhijiao.core.place.Containment;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Evidence;
import zhijiao.core.time.TimeSpan;
import zhijiao.jobs.serde.ZhijiaoTypes;
import zhijiao.rules.PatternRule;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

/** The rules' patterns in plain Java against Flink's own CEP operators, on random moments. */
class StockCepAgreementTest {

  private static final int PEOPLE = 300;
  private static final int MOMENTS = 24;
  private static final long FROM = 1_775_016_000_000L;

  @Test
  void each_opening_of_each_rule_matches_as_flink_itself_would() throws Exception {
    List<JudgedMoment> moments = moments(1);
    int openings = 0;
    for (Rule rule : RuleCatalog.shipped().rules()) {
      if (rule instanceof PatternRule patternRule) {
        for (Pattern<JudgedMoment, ?> opening : patternRule.openings()) {
          String which = rule.card().id() + ", opening " + openings++;
          List<String> ours = plain(opening, moments);
          assertFalse(ours.isEmpty(), which + " never matched: the test would show nothing");
          assertEquals(ours, stock(opening, moments), which);
        }
      }
    }
    assertTrue(openings > 0);
  }

  /** Canary: matches of other moments differ. */
  @Test
  void the_comparison_can_fail() {
    PatternRule rule =
        (PatternRule)
            RuleCatalog.shipped().rules().stream()
                .filter(PatternRule.class::isInstance)
                .findFirst()
                .orElseThrow();
    assertNotEquals(
        plain(rule.openings().get(0), moments(1)), plain(rule.openings().get(0), moments(2)));
  }

  private static List<String> plain(Pattern<JudgedMoment, ?> opening, List<JudgedMoment> moments) {
    CompiledPattern<JudgedMoment> compiled = new CompiledPattern<>(opening, JudgedMoment::at);
    Map<String, PatternMatcher<JudgedMoment>> matchers = new TreeMap<>();
    List<String> matches = new ArrayList<>();
    for (JudgedMoment moment : moments) {
      PatternMatcher<JudgedMoment> matcher =
          matchers.computeIfAbsent(moment.target(), t -> new PatternMatcher<>(compiled));
      for (Map<String, List<JudgedMoment>> match : matcher.process(moment)) {
        matches.add(words(match));
      }
    }
    matches.sort(null);
    return matches;
  }

  private static List<String> stock(Pattern<JudgedMoment, ?> opening, List<JudgedMoment> moments)
      throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    DataStream<JudgedMoment> timed =
        env.fromData(moments, ZhijiaoTypes.JUDGED_MOMENT)
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<JudgedMoment>forMonotonousTimestamps()
                    .withTimestampAssigner((moment, before) -> moment.at()));
    List<String> matches = new ArrayList<>();
    try (CloseableIterator<String> found =
        CEP.pattern(timed.keyBy(JudgedMoment::target, Types.STRING), opening)
            .process(new Words())
            .returns(Types.STRING)
            .executeAndCollect()) {
      found.forEachRemaining(matches::add);
    }
    matches.sort(null);
    return matches;
  }

  private static String words(Map<String, List<JudgedMoment>> match) {
    TreeMap<String, List<String>> text = new TreeMap<>();
    match.forEach(
        (stage, moments) ->
            text.put(
                stage,
                moments.stream().map(m -> m.target() + " " + m.what() + " " + m.at()).toList()));
    return text.toString();
  }

  private static final class Words extends PatternProcessFunction<JudgedMoment, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<JudgedMoment>> match, Context context, Collector<String> out) {
      out.collect(words(match));
    }
  }

  /** By time; no two at one instant, whose order stock CEP would not keep. Some runs last for hours, as stays do. */
  private static List<JudgedMoment> moments(long seed) {
    Random random = new Random(seed);
    TreeMap<Long, JudgedMoment> all = new TreeMap<>();
    for (int person = 0; person < PEOPLE; person++) {
      long at = FROM + person;
      boolean outside = true;
      boolean leave = false;
      CurfewPhase curfew = CurfewPhase.IN_FORCE;
      for (int i = 0; i < MOMENTS; i++) {
        at += PEOPLE * (1L + random.nextInt(random.nextInt(4) == 0 ? 8_000 : 600));
        What what = kind(random);
        outside ^= random.nextInt(3) == 0;
        leave ^= random.nextInt(12) == 0;
        if (what == What.CURFEW_ENDS) {
          curfew = CurfewPhase.OFF;
        } else if (what == What.CURFEW_BEGINS) {
          curfew = CurfewPhase.GRACE;
        } else if (what == What.GRACE_EXPIRES) {
          curfew = CurfewPhase.IN_FORCE;
        }
        Containment side =
            random.nextInt(6) == 0
                ? Containment.UNSURE
                : outside ? Containment.OUTSIDE : Containment.INSIDE;
        all.put(at, moment(random, what, at, "p" + person, side, leave, curfew));
      }
    }
    return new ArrayList<>(all.values());
  }

  private static JudgedMoment moment(
      Random random,
      What what,
      long at,
      String person,
      Containment side,
      boolean leave,
      CurfewPhase curfew) {
    Presence presence =
        new Presence(
            side,
            random.nextBoolean() ? Containment.UNSURE : Containment.INSIDE,
            1 + random.nextInt(4),
            at - random.nextInt(random.nextInt(3) == 0 ? 14_400_000 : 900_000),
            at - random.nextInt(60_000),
            null,
            random.nextBoolean());
    boolean apart = what == What.SEEN_APART;
    boolean seen =
        what == What.FIX
            || what == What.SIGHTING
            || what == What.GRACE_EXPIRES
            || what == What.MEAN
            || apart;
    Evidence evidence = new Evidence(null, null, "moment", at, null, 0, null, Double.NaN);
    return new JudgedMoment(
        what,
        at,
        person,
        seen ? side : Containment.UNSURE,
        presence,
        true,
        leave,
        false,
        curfew,
        (what == What.SIGHTING || apart) && random.nextInt(4) == 0,
        what == What.GRACE_EXPIRES ? new TimeSpan(at - 600_000, at + 3_600_000) : null,
        evidence,
        apart ? sighting(person, "C-" + random.nextInt(3), at) : null,
        apart ? evidence : null,
        null);
  }

  private static Sighting sighting(String person, String camera, long at) {
    GeoPoint place = GeoPoint.ofDegrees(28.4511, 119.9203);
    return new Sighting(new Subject(person), camera, place, 20, 0.9f, false, at, at);
  }

  private static What kind(Random random) {
    return switch (random.nextInt(17)) {
      case 0, 1, 2 -> What.SIGHTING;
      case 3, 4 -> What.GRACE_EXPIRES;
      case 5 -> What.CURFEW_ENDS;
      case 6 -> What.CURFEW_BEGINS;
      case 7 -> What.TERMS;
      case 8, 9, 10 -> What.SEEN_APART;
      case 11 -> What.TOGETHER;
      case 12 -> What.MEAN;
      default -> What.FIX;
    };
  }
}
