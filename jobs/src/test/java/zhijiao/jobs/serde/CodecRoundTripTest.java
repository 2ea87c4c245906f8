package zhijiao.jobs.serde;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import zhijiao.core.alert.AlertCause;
import zhijiao.core.alert.AlertEvent;
import zhijiao.core.binary.Compact;
import zhijiao.core.fact.Fact;
import zhijiao.core.fact.FactCodec;
import zhijiao.core.fact.FixSource;
import zhijiao.core.fact.Subject;
import zhijiao.core.fact.TagFix;
import zhijiao.core.place.GeoPoint;
import zhijiao.core.rule.Finding;
import zhijiao.jobs.AnyFact;
import zhijiao.jobs.io.Addressed;
import zhijiao.jobs.io.Arrival;
import zhijiao.jobs.io.DeadLetter;
import zhijiao.jobs.io.Origin;
import zhijiao.jobs.io.RejectReason;

class CodecRoundTripTest {

  private static final Origin ORIGIN = new Origin("tag-fixes", 3, 12_345_678_901L);

  @Property
  void a_fact_comes_back_as_it_was(@ForAll("facts") Fact fact) throws IOException {
    Fact back = thereAndBack(FactSerializer.INSTANCE, fact);
    assertEquals(fact, back);
    assertEquals(fact.id(), back.id());
  }

  @Property(tries = 300)
  void a_finding_comes_back_as_it_was(@ForAll("findings") Finding finding) throws IOException {
    assertEquals(finding, thereAndBack(FindingSerializer.INSTANCE, finding));
  }

  @Property(tries = 300)
  void a_cause_comes_back_as_it_was(@ForAll("causes") AlertCause cause) throws IOException {
    assertEquals(cause, thereAndBack(AlertCauseSerializer.INSTANCE, cause));
  }

  @Property(tries = 300)
  void an_alert_event_comes_back_as_it_was(@ForAll("alertEvents") AlertEvent event)
      throws IOException {
    assertEquals(event, thereAndBack(AlertEventSerializer.INSTANCE, event));
  }

  @Property(tries = 300)
  void an_addressed_fact_comes_back_as_it_was(@ForAll("facts") Fact fact) throws IOException {
    Addressed addressed = new Addressed(new Subject("s-7"), Arrival.of(ORIGIN, fact), true);
    assertEquals(addressed, thereAndBack(AddressedSerializer.INSTANCE, addressed));
  }

  @Property(tries = 300)
  void an_arrival_comes_back_as_it_was(@ForAll("facts") Fact fact) throws IOException {
    Arrival arrival = Arrival.of(ORIGIN, fact);
    assertEquals(arrival, thereAndBack(ArrivalSerializer.INSTANCE, arrival));
  }

  @Property(tries = 300)
  void bytes_copied_without_reading_are_the_same_bytes(@ForAll("facts") Fact fact)
      throws IOException {
    DataOutputSerializer first = new DataOutputSerializer(64);
    FactSerializer.INSTANCE.serialize(fact, first);
    DataOutputSerializer second = new DataOutputSerializer(64);
    FactSerializer.INSTANCE.copy(new DataInputDeserializer(first.getCopyOfBuffer()), second);
    assertArrayEquals(first.getCopyOfBuffer(), second.getCopyOfBuffer());
  }

  @Property(tries = 300)
  void any_number_comes_back(@ForAll long number) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    Compact.writeSigned(number, out);
    Compact.writeUnsigned(number, out);
    Compact.writeInstant(number, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertEquals(number, Compact.readSigned(in));
    assertEquals(number, Compact.readUnsigned(in));
    assertEquals(number, Compact.readInstant(in));
    assertEquals(0, in.available());
  }

  @Test
  void a_dead_letter_and_a_heartbeat_come_back_as_they_were() throws IOException {
    for (RejectReason reason : RejectReason.values()) {
      DeadLetter letter = new DeadLetter(ORIGIN, reason, "经度 181", 10 << 20, "AAEC");
      assertEquals(letter, thereAndBack(DeadLetterSerializer.INSTANCE, letter));
      Arrival refused = Arrival.refused(letter);
      assertEquals(refused, thereAndBack(ArrivalSerializer.INSTANCE, refused));
    }
    Arrival beat = Arrival.heartbeat(ORIGIN, AnyFact.NOW);
    assertEquals(beat, thereAndBack(ArrivalSerializer.INSTANCE, beat));
  }

  @Test
  void an_ordinary_fix_takes_thirty_bytes_at_most() throws IOException {
    TagFix fix =
        new TagFix(
            "T0012345",
            GeoPoint.ofDegrees(28.4511234, 119.9203456),
            12.5f,
            FixSource.GPS,
            false,
            AnyFact.NOW - 63_123,
            AnyFact.NOW - 61_001);
    DataOutputSerializer out = new DataOutputSerializer(64);
    FactCodec.write(fix, out);
    assertTrue(out.length() <= 30, out.length() + " bytes");
  }

  @Test
  void a_format_of_a_later_build_is_refused_and_not_misread() throws IOException {
    byte[] later = {(byte) ((FactCodec.VERSION + 1 << 5) | 1), 0, 0};
    IOException e =
        assertThrows(IOException.class, () -> FactCodec.read(new DataInputDeserializer(later)));
    assertTrue(e.getMessage().contains("format " + (FactCodec.VERSION + 1)), e.getMessage());
  }

  @Test
  void a_snapshot_restores_its_own_version_and_refuses_a_later_one() throws IOException {
    for (CodecSerializer<?> serializer :
        new CodecSerializer<?>[] {
          FactSerializer.INSTANCE,
          FindingSerializer.INSTANCE,
          AlertCauseSerializer.INSTANCE,
          AlertEventSerializer.INSTANCE,
          AddressedSerializer.INSTANCE,
          ArrivalSerializer.INSTANCE,
          DeadLetterSerializer.INSTANCE
        }) {
      checkSnapshot(serializer);
    }
  }

  private static <T> void checkSnapshot(TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<T> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            CodecRoundTripTest.class.getClassLoader());
    assertTrue(
        serializer.snapshotConfiguration().resolveSchemaCompatibility(restored).isCompatibleAsIs());
    assertEquals(serializer, restored.restoreSerializer());

    TypeSerializerSnapshot<T> later = serializer.snapshotConfiguration();
    later.readSnapshot(
        1,
        new DataInputDeserializer(new byte[] {0, 0, 0, 9}),
        CodecRoundTripTest.class.getClassLoader());
    assertTrue(
        serializer.snapshotConfiguration().resolveSchemaCompatibility(later).isIncompatible());
  }

  private static <T> T thereAndBack(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertEquals(0, in.available(), "bytes left over");
    return back;
  }

  @Provide
  Arbitrary<Fact> facts() {
    Arbitrary<Fact> wild =
        Combinators.combine(AnyFact.fix(), Arbitraries.integers(), Arbitraries.longs())
            .as(
                (f, bits, at) ->
                    new TagFix(
                        f.tag(),
                        f.point(),
                        Float.intBitsToFloat(bits),
                        f.source(),
                        f.stored(),
                        at,
                        ~at));
    return Arbitraries.oneOf(AnyFact.fact(), wild);
  }

  @Provide
  Arbitrary<Finding> findings() {
    return AnyFact.finding();
  }

  @Provide
  Arbitrary<AlertEvent> alertEvents() {
    return AnyFact.alertEvent();
  }

  @Provide
  Arbitrary<AlertCause> causes() {
    return AnyFact.cause();
  }
}
