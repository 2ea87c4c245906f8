package zhijiao.rules.story;

import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.ProtectedPosition;
import zhijiao.core.fact.Sighting;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagBinding;
import zhijiao.core.fact.TagFix;
import zhijiao.core.fact.TagStatus;

/** The facts of a story's person, told of somebody else. */
public final class Renamed {

  private Renamed() {}

  /** The tag of somebody in a story. */
  static String tagOf(Subject who) {
    return who.equals(World.WHO) ? World.TAG : "T of " + who;
  }

  public static Fact of(Fact fact, Subject who) {
    if (who.equals(World.WHO)) {
      return fact;
    }
    if (fact instanceof ProtectedPosition) {
      return fact;
    }
    String tag = tagOf(who);
    if (fact instanceof TagFix f) {
      return new TagFix(
          tag,
          f.point(),
          f.accuracyMetres(),
          f.source(),
          f.stored(),
          f.station(),
          f.occurredAt(),
          f.receivedAt());
    }
    if (fact instanceof TagStatus s) {
      return new TagStatus(tag, s.event(), s.batteryPercent(), s.occurredAt(), s.receivedAt());
    }
    if (fact instanceof TagBinding b) {
      Subject wearer = World.WHO.equals(b.subject()) ? who : b.subject();
      return new TagBinding(tag, wearer, b.occurredAt(), b.receivedAt());
    }
    if (fact instanceof OrderChange o) {
      return new OrderChange(who, o.orderId(), o.terms(), o.occurredAt(), o.receivedAt());
    }
    if (fact instanceof AuthorisationChange a) {
      return new AuthorisationChange(
          who, a.authorisationId(), a.grant(), a.occurredAt(), a.receivedAt());
    }
    if (fact instanceof LeaveChange l) {
      return new LeaveChange(who, l.leaveId(), l.grant(), l.occurredAt(), l.receivedAt());
    }
    if (fact instanceof Sighting s) {
      return new Sighting(
          who,
          s.camera(),
          s.point(),
          s.accuracyMetres(),
          s.matchScore(),
          s.humanVerified(),
          s.occurredAt(),
          s.receivedAt(),
          s.doubt());
    }
    if (fact instanceof CheckIn c) {
      return new CheckIn(
          who,
          c.means(),
          c.accepted(),
          c.point(),
          c.accuracyMetres(),
          c.proof(),
          c.occurredAt(),
          c.receivedAt(),
          c.doubt());
    }
    throw new IllegalArgumentException("not of a person: " + fact);
  }
}
