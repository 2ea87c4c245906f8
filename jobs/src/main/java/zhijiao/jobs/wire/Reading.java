package zhijiao.jobs.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import zhijiao.core.place.GeoPoint;
import zhijiao.jobs.io.FactCheck;
import zhijiao.jobs.io.RejectReason;
import zhijiao.jobs.io.Rejected;

/** A record that is read. */
record Reading(GenericRecord record) {

  @Nullable Object get(String field) {
    return record.get(field);
  }

  /** A field that the schema does not let be null. */
  Object required(String field) {
    return Objects.requireNonNull(record.get(field), field);
  }

  String text(String field) {
    return required(field).toString();
  }

  @Nullable String nullableText(String field) {
    return record.get(field) == null ? null : text(field);
  }

  long number(String field) {
    return ((Number) required(field)).longValue();
  }

  @Nullable Long nullableNumber(String field) {
    return record.get(field) == null ? null : (Long) number(field);
  }

  float real(String field) {
    return ((Number) required(field)).floatValue();
  }

  @Nullable Float nullableReal(String field) {
    return record.get(field) == null ? null : (Float) real(field);
  }

  boolean truth(String field) {
    return (boolean) required(field);
  }

  <E extends Enum<E>> E symbol(String field, Class<E> type) throws Rejected {
    String name = text(field);
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new Rejected(RejectReason.BAD_FIELD, field + " " + name);
    }
  }

  <E extends Enum<E>> @Nullable E nullableSymbol(String field, Class<E> type) throws Rejected {
    return nullableText(field) == null ? null : symbol(field, type);
  }

  GeoPoint point() throws Rejected {
    return FactCheck.point(
        ((Number) required("latitude")).doubleValue(),
        ((Number) required("longitude")).doubleValue());
  }

  @Nullable GeoPoint nullablePoint() throws Rejected {
    boolean latitude = record.get("latitude") != null;
    boolean longitude = record.get("longitude") != null;
    if (latitude != longitude) {
      throw new Rejected(
          RejectReason.BAD_COORDINATES,
          latitude ? "latitude without longitude" : "longitude without latitude");
    }
    return latitude ? point() : null;
  }

  @Nullable Reading nullableRecord(String field) {
    return record.get(field) == null ? null : new Reading((GenericRecord) record.get(field));
  }

  List<Reading> records(String field) {
    List<Reading> records = new ArrayList<>();
    for (Object element : (List<?>) required(field)) {
      records.add(new Reading((GenericRecord) element));
    }
    return records;
  }

  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Object element : (List<?>) required(field)) {
      texts.add(element.toString());
    }
    return texts;
  }
}
