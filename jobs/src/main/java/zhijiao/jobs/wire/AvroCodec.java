package zhijiao.jobs.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;
import zhijiao.schemas.RecordType;
import zhijiao.schemas.ReleasedSchemas;

/**
 * Single-object records through Avro's own reader and writer, whatever released schema they were written with. For one
 * thread at a time.
 */
final class AvroCodec {

  private final WireInput input = new WireInput();
  private final Map<Long, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private final Map<RecordType, GenericDatumWriter<GenericRecord>> writers =
      new EnumMap<>(RecordType.class);

  byte[] encode(RecordType type, GenericRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    byte[] head = new byte[SingleObject.HEAD_BYTES];
    SingleObject.writeHead(type, head);
    bytes.writeBytes(head);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      writers
          .computeIfAbsent(type, t -> new GenericDatumWriter<>(t.schema(), new GenericData()))
          .write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @param fingerprint the one at the record's head
   * @throws Rejected when the bytes are no record of this type
   */
  GenericRecord decode(RecordType type, long fingerprint, byte[] record) throws Rejected {
    ReleasedSchemas.Released writer = SingleObject.writer(fingerprint, type);
    GenericDatumReader<GenericRecord> reader =
        readers.computeIfAbsent(
            fingerprint,
            f -> new GenericDatumReader<>(writer.schema(), type.schema(), new GenericData()));
    input.read(record, SingleObject.HEAD_BYTES);
    GenericRecord decoded;
    try {
      decoded = reader.read(null, input);
    } catch (Malformed e) {
      throw e.rejected();
    } catch (AvroRuntimeException | IndexOutOfBoundsException e) {
      throw new Rejected(
          RejectReason.BAD_FIELD, "not readable as " + type.simpleName() + ": " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory fails only as Malformed", e);
    }
    if (input.remaining() > 0) {
      throw new Rejected(
          RejectReason.TRAILING_BYTES, input.remaining() + " bytes after the last field");
    }
    return decoded;
  }
}
