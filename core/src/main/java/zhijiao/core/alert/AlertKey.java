package zhijiao.core.alert;

import java.time.LocalDate;
import zhijiao.core.fact.ContentHash;
import zhijiao.core.fact.Subject;
import zhijiao.core.rule.Finding;

/**
 * What makes two findings the same alert: rule, person, target and supervision day. No time of first event, no rule
 * version, no counter: the same key comes out of any arrival order.
 */
public record AlertKey(String rule, Subject subject, String target, LocalDate day) {

  public static AlertKey of(Finding finding) {
    return new AlertKey(finding.rule(), finding.subject(), finding.target(), finding.day());
  }

  public AlertId id() {
    return new AlertId(
        ContentHash.of("alert")
            .add(rule)
            .add(subject.pseudonym())
            .add(target)
            .add(day.toEpochDay())
            .toLong());
  }
}
