package zhijiao.jobs.wire;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A record under construction. */
record Fields(GenericRecord record) {

  Fields(Schema schema) {
    this(new GenericData.Record(schema));
  }

  Fields put(String field, @Nullable Object value) {
    Schema schema = schemaOf(field);
    record.put(
        field, value instanceof Enum<?> e ? new GenericData.EnumSymbol(schema, e.name()) : value);
    return this;
  }

  /** The field's schema; of a nullable field the one that is not null. */
  Schema schemaOf(String field) {
    Schema schema = record.getSchema().getField(field).schema();
    return schema.isUnion() ? schema.getTypes().get(1) : schema;
  }
}
