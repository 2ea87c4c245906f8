package zhijiao.local.simulator;

/**
 * What really happened, for the truth ledger.
 *
 * @param rule id of the rule that should find it
 * @param target as the rule names it: {@code home}, a zone id, a check-in window's beginning
 * @param from epoch milliseconds UTC
 * @param until epoch milliseconds UTC
 * @param observable whether anything that was reported could show it; what could not is neither missed nor false
 * @param detail in words
 */
public record Violation(
    String rule,
    String subject,
    String target,
    long from,
    long until,
    boolean observable,
    String detail) {}
