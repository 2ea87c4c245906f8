package zhijiao.jobs.io.clickhouse;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import zhijiao.core.fact.AuthorisationChange;
import zhijiao.core.fact.CheckIn;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactKind;
import zhijiao.core.fact.LeaveChange;
import zhijiao.core.fact.OrderChange;
import zhijiao.core.fact.OrderTerms;
import zhijiao.core.fact.Particulars;
import zhijiao.core.fact.RollCall;
import zhijiao.core.fact.SentenceType;
import zhijiao.core.fact.Sighting;
import zhijiao.core.time.Curfew;
import zhijiao.core.time.LocalWindow;

/**
 * The register's rows: terms and reports as they came in, without a single place. A person's whereabouts are no row here, and a
 * sighting is a row of its camera, not of a person.
 */
public final class FactRows implements ClickHouseRow<Fact> {

  private static final long serialVersionUID = 1;

  private final FactKind kind;

  private FactRows(FactKind kind) {
    this.kind = kind;
  }

  /**
   * Rows of one kind of fact; facts of other kinds have none.
   *
   * @param kind one of those for which {@link #isKept} says yes
   */
  public static FactRows of(FactKind kind) {
    if (!isKept(kind)) {
      throw new IllegalArgumentException("no table holds facts of the kind " + kind);
    }
    return new FactRows(kind);
  }

  /** True when the register keeps facts of this kind. */
  public static boolean isKept(FactKind kind) {
    return switch (kind) {
      case ORDER, AUTHORISATION, LEAVE, CHECK_IN, SIGHTING, ROLL_CALL -> true;
      default -> false;
    };
  }

  @Override
  public String table() {
    return switch (kind) {
      case ORDER -> "order_facts";
      case AUTHORISATION -> "authorisation_facts";
      case LEAVE -> "leave_facts";
      case CHECK_IN -> "check_in_facts";
      case SIGHTING -> "sighting_facts";
      case ROLL_CALL -> "roll_call_facts";
      default -> throw new IllegalStateException(kind.name());
    };
  }

  @Override
  public boolean fill(Fact fact, ObjectNode row) {
    if (fact.kind() != kind) {
      return false;
    }
    row.put("fact", fact.id().toString());
    row.put("received_at", time(fact.receivedAt()));
    if (fact instanceof OrderChange order) {
      row.put("subject", order.subject().pseudonym()).put("order_id", order.orderId());
      row.put("valid_from", time(order.occurredAt()));
      OrderTerms terms = order.terms();
      row.put("ends", terms == null);
      if (terms != null) {
        row.put("county", terms.county()).put("office", terms.office());
        row.put("tier", terms.tier().name()).put("minor", terms.minor());
        SentenceType sentence = terms.particulars().sentence();
        row.put("sentence", sentence == null ? "" : sentence.name());
        row.put("curfew", terms.curfew() != null).put("check_ins", terms.checkIns() != null);
        row.put("zones", terms.exclusionZones().size());
        Curfew curfew = terms.curfew();
        if (curfew != null) {
          windows(row.putArray("curfew_workdays"), curfew.schedule().workdays());
          windows(row.putArray("curfew_rest_days"), curfew.schedule().restDays());
          Long end = terms.particulars().runsOut(Particulars.CURFEW);
          row.put("curfew_until", end == null ? null : time(end));
        }
      }
    } else if (fact instanceof AuthorisationChange change) {
      AuthorisationChange.Grant grant = change.grant();
      row.put("subject", change.subject().pseudonym());
      row.put("authorisation_id", change.authorisationId());
      row.put("valid_from", time(change.occurredAt()));
      row.put("valid_until", grant == null ? null : time(grant.validUntil()));
      row.put("ground", grant == null ? 0 : grant.ground());
    } else if (fact instanceof LeaveChange leave) {
      LeaveChange.Grant grant = leave.grant();
      row.put("subject", leave.subject().pseudonym()).put("leave_id", leave.leaveId());
      row.put("valid_from", time(leave.occurredAt()));
      row.put("valid_until", grant == null ? null : time(grant.until()));
    } else if (fact instanceof CheckIn checkIn) {
      String terminal = checkIn.proof().terminal();
      row.put("subject", checkIn.subject().pseudonym()).put("means", checkIn.means().name());
      row.put("accepted", checkIn.accepted()).put("terminal", terminal == null ? "" : terminal);
      row.put("occurred_at", time(checkIn.occurredAt()));
    } else if (fact instanceof Sighting sighting) {
      row.put("camera", sighting.camera()).put("match_score", sighting.matchScore());
      row.put("human_verified", sighting.humanVerified());
      row.put("occurred_at", time(sighting.occurredAt()));
    } else if (fact instanceof RollCall rollCall) {
      RollCall.Call call = rollCall.call();
      String camera = call == null ? null : call.camera();
      row.put("subject", rollCall.subject().pseudonym()).put("roll_call", rollCall.rollCallId());
      row.put("sent_at", time(rollCall.occurredAt()));
      row.put("due_at", call == null ? null : time(call.dueAt()));
      row.put("camera", camera == null ? "" : camera);
    }
    return true;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  /** Local seconds of the day on which a window begins. */
  private static void windows(ArrayNode cell, List<LocalWindow> windows) {
    for (LocalWindow window : windows) {
      cell.addObject()
          .put("from", window.from().toSecondOfDay())
          .put("until", window.until().toSecondOfDay());
    }
  }
}
