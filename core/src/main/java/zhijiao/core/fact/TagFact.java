package zhijiao.core.fact;

/** What a tag reports. Whose fact it is follows from the {@link TagBinding} in force at {@link #occurredAt()}. */
public sealed interface TagFact extends Fact permits TagFix, TagStatus {

  /** The device's identifier. */
  String tag();
}
