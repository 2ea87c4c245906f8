package zhijiao.core.rule;

import java.io.Serializable;

/**
 * What is printed on the door of a rule.
 *
 * @param id stable code, lower case with hyphens; part of every alert's key
 * @param version raised whenever the rule can find something else on the same facts
 * @param english one line
 * @param chinese one line
 * @param endsByItself false when only an officer may lay its alerts to rest, however soon what was found was over: a
 *     tamper that mended itself is a tamper
 * @param matter what its findings are about
 * @param audience who is told
 */
public record RuleCard(
    String id,
    int version,
    Severity severity,
    String english,
    String chinese,
    boolean endsByItself,
    Matter matter,
    Audience audience)
    implements Serializable {

  /** What a finding is about. */
  public enum Matter {
    /** What the supervised person did or left undone (行为). */
    CONDUCT,
    /** A device, its battery or its signal (设备): never a violation and never a feature of risk. */
    EQUIPMENT,
    /** A duty or a limit of the authority itself (程序). */
    PROCEDURE,
    /** How a person is (身心状况): never held against anyone and never a feature of risk. */
    WELFARE
  }

  /** Who is told, besides the oversight of all alerts. */
  public enum Audience {
    /** The judicial office (司法所) and the command centre (指挥中心). */
    OFFICE,
    /** The heads of the county bureau (县局负责人), not the office. */
    MANAGERS,
    /** The supervised person first; staff only when that did not help. */
    WEARER,
    /** Whoever looks after a protected person (被害人保护), and nobody else. */
    PROTECTION,
    /** The clinician's queue (心理医生), and nobody else. */
    CLINICIAN
  }

  /** A card of a rule about conduct, told to the office, whose alerts end when what was found is over. */
  public RuleCard(String id, int version, Severity severity, String english, String chinese) {
    this(id, version, severity, english, chinese, true, Matter.CONDUCT, Audience.OFFICE);
  }

  public RuleCard {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not a rule id: " + id);
    }
  }
}
