package zhijiao.jobs;

import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import zhijiao.core.alert.AlertId;
import zhijiao.core.fact.Activity;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CaseFact;
import zhijiao.core.fact.CaseNotice;
import zhijiao.core.fact.ChangeReport;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.Measure;
import zhijiao.core.fact.Objection;
import zhijiao.core.fact.Seat;
import zhijiao.core.fact.WelfareSignal;

/** Generators of what is decided, told and done in a case. */
final class AnyCaseFact {

  private AnyCaseFact() {}

  static Arbitrary<CaseFact> any() {
    return Arbitraries.oneOf(
        of(FactKind.MEASURE),
        of(FactKind.NOTICE),
        of(FactKind.WELFARE_SIGNAL),
        of(FactKind.OBJECTION),
        of(FactKind.ACTIVITY),
        of(FactKind.CHANGE_REPORT));
  }

  static Arbitrary<CaseFact> of(FactKind kind) {
    return switch (kind) {
      case MEASURE -> measure();
      case NOTICE -> notice();
      case WELFARE_SIGNAL ->
          Combinators.combine(
                  AnyFact.subject(),
                  AnyFact.name(),
                  Arbitraries.of(WelfareSignal.Level.class),
                  AnyFact.times())
              .as((s, id, level, t) -> new WelfareSignal(s, id, level, t[0], t[1]));
      case OBJECTION ->
          Combinators.combine(
                  AnyFact.subject(),
                  AnyFact.name(),
                  Arbitraries.longs().map(AlertId::new).injectNull(0.4),
                  Arbitraries.of(Objection.Stage.class),
                  AnyFact.termsTimes())
              .as((s, id, alert, stage, t) -> new Objection(s, id, alert, stage, t[0], t[1]));
      case ACTIVITY ->
          Combinators.combine(
                  AnyFact.subject(),
                  AnyFact.name(),
                  Arbitraries.of(Activity.Type.class),
                  Arbitraries.integers().between(1, 24 * 60),
                  AnyFact.times())
              .as((s, id, type, minutes, t) -> new Activity(s, id, type, minutes, t[0], t[1]));
      case CHANGE_REPORT ->
          Combinators.combine(
                  AnyFact.subject(),
                  AnyFact.name(),
                  Arbitraries.of(ChangeReport.Type.class),
                  AnyFact.termsTimes())
              .as((s, id, type, t) -> new ChangeReport(s, id, type, t[0], t[1]));
      default -> throw new IllegalArgumentException(kind + " is no fact of a case");
    };
  }

  private static Arbitrary<CaseFact> measure() {
    return Combinators.combine(
            AnyFact.subject(),
            AnyFact.name(),
            Arbitraries.of(Measure.Type.class),
            AnyFact.name(),
            AnyFact.name(),
            AnyFact.termsTimes())
        .as(
            (s, id, type, decider, article, t) ->
                new Measure(s, id, type, decider, article, t[0], t[1]));
  }

  private static Arbitrary<CaseFact> notice() {
    Arbitrary<Seat> seat =
        Combinators.combine(
                Arbitraries.of("Asia/Shanghai", "Asia/Urumqi").map(ZoneId::of),
                AnyFact.name(),
                AnyFact.name(),
                Arbitraries.of(true, false))
            .as(Seat::new);
    return Combinators.combine(
            AnyFact.subject(),
            AnyFact.name(),
            Arbitraries.of(CaseNotice.Event.class),
            seat,
            AnyFact.termsTimes())
        .as(
            (s, id, event, who, t) ->
                new CaseNotice(
                    s,
                    id,
                    event,
                    event == CaseNotice.Event.JUDGMENT_EFFECTIVE ? who : null,
                    t[0],
                    t[1]));
  }

  /** What a renewal rests on, decided up to so long before it takes effect; null for a first authorisation. */
  static Arbitrary<AuthorisationChange.Grant> renewed(AuthorisationChange.Grant grant, long from) {
    return Combinators.combine(AnyFact.name(), Arbitraries.longs().between(0, 30L * 86_400_000))
        .as((assessment, before) -> new AuthorisationChange.Renewal(assessment, from - before))
        .injectNull(0.5)
        .map(
            renewal ->
                new AuthorisationChange.Grant(
                    grant.ground(), grant.approver(), grant.validUntil(), renewal));
  }
}
