package zhijiao.core.fact;

/** A change of what everybody, or everybody in a scope, is judged by. Two people stand behind it. */
public sealed interface GovernanceFact extends Fact permits SettingsChange, Campaign {

  /** Its name, for findings and for the audit. */
  String changeId();

  Approval approval();
}
