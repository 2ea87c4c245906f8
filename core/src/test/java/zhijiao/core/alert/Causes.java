package zhijiao.core.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import zhijiao.core.alert.AlertCause.Act;
import zhijiao.core.alert.AlertCause.FindingChange;
import zhijiao.core.fact.OfficerAction;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.SuspensionChange;
import zhijiao.core.fact.Tier;
import zhijiao.core.rule.Finding;
import zhijiao.core.rule.Severity;

/** Causes of one alert, by the minute. */
final class Causes {

  static final AlertKey KEY =
      new AlertKey("curfew", new Subject("s-1"), "home", LocalDate.of(2026, 11, 1));

  /** No minute: the episode goes on. */
  static final int GOES_ON = -1;

  static final int LAST_MINUTE = 12;

  private Causes() {}

  static long minute(int minute) {
    return 1_793_462_400_000L + minute * 60_000L;
  }

  static Finding finding(int from, int until) {
    return new Finding(
        KEY.rule(),
        1,
        Severity.P2,
        KEY.subject(),
        KEY.target(),
        KEY.day(),
        minute(from),
        until == GOES_ON ? null : (Long) minute(until),
        List.of(),
        new TreeMap<>(),
        "331102",
        "331102001",
        Tier.GENERAL,
        false);
  }

  static FindingChange found(long judgement, int from, int until) {
    Finding finding = finding(from, until);
    return new FindingChange(KEY, finding.episodeId(), judgement, finding, false, minute(from));
  }

  static FindingChange withdrawn(long judgement, int from) {
    return new FindingChange(
        KEY, finding(from, GOES_ON).episodeId(), judgement, null, true, minute(from));
  }

  static Act act(OfficerAction.Act act, int at) {
    return act(act, act == OfficerAction.Act.CLOSE ? CloseReason.EXCUSED : null, at);
  }

  static Act act(OfficerAction.Act act, CloseReason reason, int at) {
    return act(act, reason, at, "");
  }

  static Act act(OfficerAction.Act act, CloseReason reason, int at, String note) {
    return new Act(
        new OfficerAction(KEY.id(), "off-1", act, reason, note, minute(at), minute(at) + 1));
  }

  /** A suspension of a rule from one minute to another, exclusive; named after its beginning. */
  static AlertCause.Suspended suspended(String rule, int from, int until) {
    return new AlertCause.Suspended(
        KEY.id(),
        new SuspensionChange(
            KEY.subject(),
            "sus-" + from,
            new SuspensionChange.Grant(rule, minute(until), "off-9", "in hospital"),
            minute(from),
            minute(from)));
  }

  /** Suspension {@code sus-named} is lifted. */
  static AlertCause.Suspended lifted(int named, int at) {
    return new AlertCause.Suspended(
        KEY.id(),
        new SuspensionChange(KEY.subject(), "sus-" + named, null, minute(at), minute(at)));
  }

  /** Up to twelve causes in the order of their judgements: a few episodes, found, changed and withdrawn, and acts. */
  static List<AlertCause> any(Random random) {
    List<AlertCause> causes = new ArrayList<>();
    int count = random.nextInt(13);
    for (int i = 1; i <= count; i++) {
      int from = random.nextInt(4) * 2;
      switch (random.nextInt(5)) {
        case 4 -> {
          int named = random.nextInt(4);
          causes.add(
              random.nextInt(3) == 0
                  ? lifted(named, random.nextInt(LAST_MINUTE))
                  : suspended(
                      random.nextBoolean() ? KEY.rule() : "*",
                      named,
                      named + 1 + random.nextInt(6)));
        }
        case 0 -> causes.add(withdrawn(i, from));
        case 1, 2 -> {
          int until = from + random.nextInt(LAST_MINUTE - from);
          causes.add(found(i, from, random.nextInt(3) == 0 ? GOES_ON : until));
        }
        default -> {
          OfficerAction.Act[] acts = OfficerAction.Act.values();
          OfficerAction.Act act = acts[random.nextInt(acts.length)];
          CloseReason[] reasons = CloseReason.values();
          CloseReason reason =
              act == OfficerAction.Act.CLOSE ? reasons[random.nextInt(reasons.length)] : null;
          String note = random.nextBoolean() ? "" : "looked at it";
          causes.add(act(act, reason, random.nextInt(LAST_MINUTE), note));
        }
      }
    }
    return causes;
  }
}
