package zhijiao.schemas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

/** What every schema of ours must say about its fields. */
class SchemaLawsTest {

  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path RELEASED = Path.of("released");

  /** Names that hold whereabouts, faces, people or minors, and the mark that each must carry. */
  private static final Map<String, Pattern> SENSITIVE =
      Map.of(
          "location",
          Pattern.compile(
              "latitude|longitude|accuracyMetres|radiusMetres|homes|permittedArea|exclusionZones"
                  + "|distanceMetres|containment"),
          "biometric",
          Pattern.compile("matchScore|humanVerified|means|.*[fF]ace.*"),
          "identity",
          Pattern.compile(
              "subject|tag|officer|approver|note|.*Name|orderId|authorisationId|leaveId"
                  + "|sampleBase64"),
          "minor",
          Pattern.compile("minor"),
          "health",
          Pattern.compile("level"));

  @Test
  void every_record_and_field_says_what_it_is() {
    List<String> problems = new ArrayList<>();
    for (RecordType type : RecordType.values()) {
      problems.addAll(problems(type.schema()));
    }
    assertEquals(List.of(), problems);
  }

  /** Canary: a careless schema is caught on every count. */
  @Test
  void a_careless_schema_is_caught() {
    Schema careless =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Careless", "fields": [
                  {"name": "latitude", "type": "double", "doc": "Latitude.", "unit": "degree"},
                  {"name": "when", "type": "long", "doc": "When.", "unit": "second"},
                  {"name": "speed", "type": "float", "doc": "Speed."},
                  {"name": "minor", "type": "boolean", "doc": "A minor.", "sensitive": "identity"},
                  {"name": "silent", "type": "boolean"}
                ]}
                """);
    assertEquals(
        Set.of(
            "Careless has no doc",
            "Careless.latitude has no datum",
            "Careless.latitude is not marked as location",
            "Careless.when is an instant without timestamp-millis",
            "Careless.speed has no unit",
            "Careless.minor is not marked as minor",
            "Careless.silent has no doc"),
        new HashSet<>(problems(careless)));
  }

  @Test
  void each_file_holds_the_record_of_its_name_and_each_is_known() throws IOException {
    Set<String> known =
        Stream.of(RecordType.values())
            .map(type -> type.simpleName() + ".avsc")
            .collect(Collectors.toSet());
    assertEquals(known, filesIn(CURRENT));
    for (RecordType type : RecordType.values()) {
      assertEquals("zhijiao.schema.v1." + type.simpleName(), type.schema().getFullName());
    }
  }

  @Test
  void a_type_that_stands_in_two_files_is_the_same_in_both() {
    Map<String, String> seen = new HashMap<>();
    for (RecordType type : RecordType.values()) {
      for (Schema schema : namedTypes(type.schema(), new ArrayList<>())) {
        String form = SchemaNormalization.toParsingForm(schema);
        assertEquals(
            seen.computeIfAbsent(schema.getFullName(), n -> form), form, schema.getFullName());
      }
    }
  }

  @Test
  void the_index_names_every_released_file_and_every_type_has_been_released() throws IOException {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> versions = Files.list(RELEASED)) {
      for (Path version : versions.filter(Files::isDirectory).toList()) {
        for (String name : filesIn(version)) {
          files.add(version.getFileName() + "/" + name);
        }
      }
    }
    assertEquals(files, new TreeSet<>(ReleasedSchemas.files()));
    Set<RecordType> released = new HashSet<>();
    for (String file : files) {
      released.add(ReleasedSchemas.read(file).type());
    }
    assertEquals(Set.of(RecordType.values()), released);
  }

  /** Else the records of this build would be unknown to a later one. */
  @Test
  void what_this_build_writes_has_been_released() {
    Set<Long> released = new HashSet<>();
    for (String file : ReleasedSchemas.files()) {
      released.add(SchemaNormalization.parsingFingerprint64(ReleasedSchemas.read(file).schema()));
    }
    for (RecordType type : RecordType.values()) {
      assertTrue(
          released.contains(type.fingerprint()),
          type + " differs from every released schema: put a copy under released/");
      assertEquals(type, ReleasedSchemas.find(type.fingerprint()).type());
    }
  }

  private static Set<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".avsc"))
          .collect(Collectors.toSet());
    }
  }

  private static List<String> problems(Schema top) {
    List<String> problems = new ArrayList<>();
    for (Schema schema : namedTypes(top, new ArrayList<>())) {
      if (isBlank(schema.getDoc())) {
        problems.add(schema.getName() + " has no doc");
      }
      if (schema.getType() == Schema.Type.RECORD) {
        for (Schema.Field field : schema.getFields()) {
          check(schema.getName() + "." + field.name(), field, problems);
        }
      }
    }
    return problems;
  }

  private static void check(String where, Schema.Field field, List<String> problems) {
    if (isBlank(field.doc())) {
      problems.add(where + " has no doc");
    }
    Schema type = notNull(field.schema());
    boolean number =
        switch (type.getType()) {
          case INT, LONG, FLOAT, DOUBLE -> true;
          default -> false;
        };
    if (number && isBlank(field.getProp("unit"))) {
      problems.add(where + " has no unit");
    }
    String name = field.name();
    boolean instant = name.endsWith("At") || name.matches("when|until|validUntil|watermark");
    if (instant && !"timestamp-millis".equals(type.getProp("logicalType"))) {
      problems.add(where + " is an instant without timestamp-millis");
    }
    if (name.matches("latitude|longitude") && !"WGS-84".equals(field.getProp("datum"))) {
      problems.add(where + " has no datum");
    }
    SENSITIVE.forEach(
        (mark, names) -> {
          if (names.matcher(name).matches() && !mark.equals(field.getProp("sensitive"))) {
            problems.add(where + " is not marked as " + mark);
          }
        });
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }

  private static Schema notNull(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    return schema.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElseThrow();
  }

  private static List<Schema> namedTypes(Schema schema, List<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (!found.contains(schema)) {
          found.add(schema);
          schema.getFields().forEach(field -> namedTypes(field.schema(), found));
        }
      }
      case ENUM, FIXED -> {
        if (!found.contains(schema)) {
          found.add(schema);
        }
      }
      case UNION -> schema.getTypes().forEach(branch -> namedTypes(branch, found));
      case ARRAY -> namedTypes(schema.getElementType(), found);
      case MAP -> namedTypes(schema.getValueType(), found);
      default -> {}
    }
    return found;
  }
}
