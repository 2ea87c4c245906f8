package zhijiao.core.fact;

import org.jspecify.annotations.Nullable;
import zhijiao.core.place.Circle;

/**
 * An order to show up at a place within a time (点验), sent to one supervisee, or its cancellation.
 *
 * @param rollCallId the order's identifier; a later roll call of the same id takes its place
 * @param call the order, or null when the roll call of this id is cancelled at {@link #occurredAt()}
 */
public record RollCall(
    Subject subject, String rollCallId, @Nullable Call call, long occurredAt, long receivedAt)
    implements SubjectFact {

  /**
   * Where and until when; at least one of camera and place.
   *
   * @param camera the camera to stand before, or null
   * @param place the place to be at, or null
   * @param dueAt until when, inclusive, epoch milliseconds UTC; {@code occurredAt} is when the order was sent
   */
  public record Call(@Nullable String camera, @Nullable Circle place, long dueAt) {}

  @Override
  public FactKind kind() {
    return FactKind.ROLL_CALL;
  }

  @Override
  public FactId id() {
    ContentHash hash =
        ContentHash.of("roll-call").add(subject.pseudonym()).add(rollCallId).add(occurredAt);
    if (call == null) {
      return hash.add(-1).toFactId();
    }
    hash.add(call.camera()).add(call.dueAt());
    Circle place = call.place();
    return (place == null
            ? hash.add(-1)
            : hash.add(place.centre().latE7())
                .add(place.centre().lonE7())
                .add(place.radiusMetres()))
        .toFactId();
  }
}
