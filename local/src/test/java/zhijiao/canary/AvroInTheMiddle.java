package zhijiao.canary;

import zhijiao.laws.Mistake;

/** Carries a wire format inward. */
public final class AvroInTheMiddle {

  @Mistake
  void generated(zhijiao.schema.v1.TagFix fix) {}

  @Mistake
  void generic(org.apache.avro.generic.GenericRecord record) {}
}
