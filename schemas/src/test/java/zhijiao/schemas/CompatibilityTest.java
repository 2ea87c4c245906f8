package zhijiao.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** Old records stay readable, and new records are readable by old programs. */
class CompatibilityTest {

  @Test
  void current_and_released_schemas_read_each_other() {
    List<String> problems = new ArrayList<>();
    for (String file : ReleasedSchemas.files()) {
      ReleasedSchemas.Released released = ReleasedSchemas.read(file);
      problems.addAll(problems(file, released.schema(), released.type().schema()));
    }
    assertEquals(List.of(), problems);
  }

  /** Canaries: what looks harmless and is not. */
  @Test
  void a_change_that_breaks_a_reader_is_caught() {
    Schema released = RecordType.TAG_STATUS.schema();
    String text = released.toString();
    for (String[] change :
        new String[][] {
          {"\"name\":\"batteryPercent\"", "\"name\":\"batteryLevel\""},
          {"\"FAULT\"", "\"FAULT\",\"SHAKEN\""},
          {"[\"null\",\"int\"]", "[\"null\",\"long\"]"},
          {"\"name\":\"tag\",\"type\":\"string\"", "\"name\":\"tag\",\"type\":\"int\""},
          {"{\"name\":\"tag\"", "{\"name\":\"speed\",\"type\":\"float\"},{\"name\":\"tag\""},
        }) {
      String changedText = text.replace(change[0], change[1]);
      assertNotEquals(text, changedText, "the canary changes nothing: " + change[0]);
      Schema changed = new Schema.Parser().parse(changedText);
      assertNotEquals(List.of(), problems("canary", released, changed), change[1]);
    }
  }

  @Test
  void a_new_field_with_a_default_is_no_break() {
    Schema released = RecordType.TAG_STATUS.schema();
    Schema grown =
        new Schema.Parser()
            .parse(
                released
                    .toString()
                    .replace(
                        "{\"name\":\"tag\"",
                        "{\"name\":\"firmware\",\"type\":[\"null\",\"string\"],\"default\":null},"
                            + "{\"name\":\"tag\""));
    assertEquals(List.of(), problems("grown", released, grown));
  }

  private static List<String> problems(String file, Schema released, Schema current) {
    List<String> problems = new ArrayList<>();
    check(file + " cannot be read by this build", current, released, problems);
    check(file + " cannot read what this build writes", released, current, problems);
    problems.addAll(lostFields(file, released, current));
    return problems;
  }

  private static void check(String what, Schema reader, Schema writer, List<String> problems) {
    SchemaCompatibility.SchemaPairCompatibility pair =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
      problems.add(what + ": " + pair.getResult().getIncompatibilities());
    }
  }

  /** A released field never disappears: with a default it would be read as if it had not been sent. */
  private static List<String> lostFields(String file, Schema released, Schema current) {
    Set<String> lost = fields(released, new TreeSet<>());
    lost.removeAll(fields(current, new TreeSet<>()));
    return lost.stream().map(field -> file + " has lost the field " + field).toList();
  }

  private static Set<String> fields(Schema schema, Set<String> found) {
    switch (schema.getType()) {
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          if (found.add(schema.getName() + "." + field.name())) {
            fields(field.schema(), found);
          }
        }
      }
      case UNION -> schema.getTypes().forEach(branch -> fields(branch, found));
      case ARRAY -> fields(schema.getElementType(), found);
      case MAP -> fields(schema.getValueType(), found);
      default -> {}
    }
    return found;
  }
}
