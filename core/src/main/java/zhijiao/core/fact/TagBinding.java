package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;

/**
 * Which supervisee wears a tag from {@link #occurredAt()} on. The last binding that took effect holds.
 *
 * @param subject the wearer, or null when the tag was taken off and belongs to no one
 */
public record TagBinding(String tag, @Nullable Subject subject, long occurredAt, long receivedAt)
    implements Fact {

  @Override
  public FactKind kind() {
    return FactKind.TAG_BINDING;
  }

  @Override
  public FactId id() {
    return ContentHash.of("tag")
        .add(tag)
        .add(subject == null ? null : subject.pseudonym())
        .add(occurredAt)
        .toFactId();
  }
}
