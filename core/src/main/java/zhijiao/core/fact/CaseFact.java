package zhijiao.core.fact;

/**
 * What people decide, report or do in a case beside orders, leave and authorisations. The engine only reads these: nothing
 * that decides can make one.
 */
public sealed interface CaseFact extends SubjectFact
    permits Measure, CaseNotice, WelfareSignal, Objection, Activity, ChangeReport {}
