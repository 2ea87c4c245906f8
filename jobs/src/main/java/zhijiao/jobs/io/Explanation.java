package zhijiao.jobs.io;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import zhijiao.core.alert.Alert;
import zhijiao.core.rule.Evidence;
import zhijiao.core.rule.Finding;
import zhijiao.rules.Rule;
import zhijiao.rules.RuleCatalog;

/** An alert in one sentence that an officer understands, in English and in Chinese. */
final class Explanation {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);

  private static final RuleCatalog RULES = RuleCatalog.shipped();

  private Explanation() {}

  static String english(Alert alert) {
    Finding last = last(alert);
    String title = alert.key().rule();
    for (Rule rule : RULES.rules()) {
      if (rule.card().id().equals(alert.key().rule())) {
        title = rule.card().english();
      }
    }
    return alert.key().subject()
        + ": "
        + title
        + " ("
        + alert.key().target()
        + ") from "
        + clock(last.openedAt())
        + (last.endedAt() == null ? "" : " to " + clock(last.endedAt()))
        + place(last, " m from the edge, accuracy ", " m");
  }

  static String chinese(Alert alert) {
    Finding last = last(alert);
    String title = alert.key().rule();
    for (Rule rule : RULES.rules()) {
      if (rule.card().id().equals(alert.key().rule())) {
        title = rule.card().chinese();
      }
    }
    return alert.key().subject()
        + "："
        + title
        + "（"
        + alert.key().target()
        + "），自 "
        + clock(last.openedAt())
        + (last.endedAt() == null ? " 起" : " 至 " + clock(last.endedAt()))
        + place(last, " 米（距边界），精度 ", " 米");
  }

  private static Finding last(Alert alert) {
    return alert.episodes().get(alert.episodes().size() - 1);
  }

  private static String clock(long instant) {
    return CLOCK.format(Instant.ofEpochMilli(instant).atOffset(ZoneOffset.ofHours(8)));
  }

  private static String place(Finding finding, String edge, String metres) {
    for (Evidence piece : finding.evidence()) {
      if (piece.point() != null && !Double.isNaN(piece.distanceMetres())) {
        return "; "
            + Math.round(Math.abs(piece.distanceMetres()))
            + edge
            + Math.round(piece.accuracyMetres())
            + metres;
      }
    }
    return "";
  }
}
