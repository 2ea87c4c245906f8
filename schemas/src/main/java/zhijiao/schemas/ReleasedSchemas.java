package zhijiao.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * Every schema that a record may have been written with: those of this build and all that were ever released. It takes
 * the place of a registry: the fingerprint at the head of a record finds its schema here.
 */
public final class ReleasedSchemas {

  /** A schema that records may have been written with. */
  public record Released(RecordType type, Schema schema) {}

  private static final String FOLDER = "/avro-released/";

  private static final Map<Long, Released> BY_FINGERPRINT = load();

  private ReleasedSchemas() {}

  /** The schema of this fingerprint, or null when none was ever released with it. */
  public static @Nullable Released find(long fingerprint) {
    return BY_FINGERPRINT.get(fingerprint);
  }

  /** The released files, each as {@code version/Name.avsc}, oldest first. */
  public static List<String> files() {
    try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + "index.txt")) {
      if (in == null) {
        throw new IllegalStateException("no index of released schemas on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the index of released schemas cannot be read", e);
    }
  }

  /** The schema in one of {@link #files()}. */
  public static Released read(String file) {
    Schema schema = RecordType.load(FOLDER + file);
    for (RecordType type : RecordType.values()) {
      if (type.simpleName().equals(schema.getName())) {
        return new Released(type, schema);
      }
    }
    throw new IllegalStateException("released schema " + file + " is of no known record type");
  }

  private static Map<Long, Released> load() {
    Map<Long, Released> found = new HashMap<>();
    for (RecordType type : RecordType.values()) {
      found.put(type.fingerprint(), new Released(type, type.schema()));
    }
    for (String file : files()) {
      Released released = read(file);
      found.putIfAbsent(SchemaNormalization.parsingFingerprint64(released.schema()), released);
    }
    return Map.copyOf(found);
  }
}
