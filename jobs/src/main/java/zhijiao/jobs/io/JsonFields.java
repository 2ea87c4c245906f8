package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zhijiao.core.settings.Spelling;
import zhijiao.core.time.LocalWindow;

/**
 * One JSON object, read field by field: every complaint names the field, its value and what was expected. What nobody
 * asked for is known at the end.
 */
final class JsonFields {

  /** Told of fields that nobody asked for. */
  interface Unknown {
    /**
     * @param path where it stands, such as {@code homes[].radius}
     * @param name the field's own name
     * @param free names that were asked for beside it and are not given
     */
    void field(String path, String name, Set<String> free);
  }

  /** Values are repeated in complaints up to so many characters. */
  private static final int SHOWN_CHARS = 60;

  private static final Set<String> NOT_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private final JsonNode object;
  private final String path;
  private final Set<String> asked = new TreeSet<>();
  private final List<JsonFields> within = new ArrayList<>(0);

  JsonFields(JsonNode object) {
    this(object, "");
  }

  private JsonFields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  /** The same for a field of this object. */
  Rejected badHere(String name, String problem) {
    return bad(path + name, problem);
  }

  static Rejected bad(String field, String problem) {
    return new Rejected(RejectReason.BAD_FIELD, "\"" + field + "\" " + problem);
  }

  private @Nullable JsonNode find(String name) {
    asked.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  private JsonNode need(String name) throws Rejected {
    JsonNode node = find(name);
    if (node == null) {
      throw bad(path + name, "is missing" + slip(name));
    }
    return node;
  }

  /** The field that may have been meant to be {@code name}. */
  private String slip(String name) {
    List<String> given = new ArrayList<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String other = names.next();
      if (other.length() <= SHOWN_CHARS && !asked.contains(other)) {
        given.add(other);
      }
    }
    String closest = Spelling.closest(name, given);
    return closest == null ? "" : "; is it meant by \"" + closest + "\"?";
  }

  /** {@code ", did you mean X?"}, or nothing. */
  static String hint(String written, Collection<String> known) {
    String closest = Spelling.closest(written, known);
    return closest == null ? "" : ", did you mean \"" + closest + "\"?";
  }

  boolean has(String name) {
    return find(name) != null;
  }

  String text(String name) throws Rejected {
    JsonNode node = need(name);
    if (!node.isTextual()) {
      throw bad(path + name, "should be a text and is " + shown(node));
    }
    return node.textValue();
  }

  @Nullable String optionalText(String name) throws Rejected {
    return has(name) ? text(name) : null;
  }

  String text(String name, String otherwise) throws Rejected {
    return has(name) ? text(name) : otherwise;
  }

  double number(String name) throws Rejected {
    JsonNode node = need(name);
    if (node.isTextual() && NOT_NUMBERS.contains(node.textValue())) {
      throw new Rejected(
          RejectReason.NOT_A_NUMBER, "\"" + path + name + "\" is " + node.textValue());
    }
    if (!node.isNumber()) {
      throw bad(path + name, "should be a number and is " + shown(node));
    }
    double value = node.doubleValue();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new Rejected(RejectReason.NOT_A_NUMBER, "\"" + path + name + "\" is " + value);
    }
    return value;
  }

  int integer(String name) throws Rejected {
    double value = number(name);
    if (value != Math.rint(value)) {
      throw bad(path + name, "should be a whole number and is " + value);
    }
    if (Math.abs(value) > Integer.MAX_VALUE) {
      throw bad(path + name, "is too large: " + value);
    }
    return (int) value;
  }

  @Nullable Integer optionalInteger(String name) throws Rejected {
    return has(name) ? Integer.valueOf(integer(name)) : null;
  }

  boolean flag(String name, boolean otherwise) throws Rejected {
    JsonNode node = find(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw bad(path + name, "should be true or false and is " + shown(node));
    }
    return node.booleanValue();
  }

  /** An instant in ISO-8601 with an offset, as epoch milliseconds UTC; what is finer is cut off. */
  long instant(String name) throws Rejected {
    String text = text(name);
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(
          path + name,
          "should be a time with offset such as 2026-03-02T21:10:00+08:00 and is \""
              + shortened(text)
              + "\"");
    }
  }

  long instant(String name, long otherwise) throws Rejected {
    return has(name) ? instant(name) : otherwise;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) throws Rejected {
    String text = text(name);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text)) {
        return value;
      }
    }
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    throw bad(
        path + name,
        "should be one of " + names + " and is \"" + shortened(text) + "\"" + hint(text, names));
  }

  JsonFields object(String name) throws Rejected {
    JsonNode node = need(name);
    if (!node.isObject()) {
      throw bad(path + name, "should be an object and is " + shown(node));
    }
    return inside(node, path + name + ".");
  }

  private JsonFields inside(JsonNode node, String where) {
    JsonFields fields = new JsonFields(node, where);
    within.add(fields);
    return fields;
  }

  List<JsonFields> objects(String name) throws Rejected {
    List<JsonFields> found = new ArrayList<>();
    JsonNode node = find(name);
    if (node == null) {
      return found;
    }
    requireArray(name, node);
    for (JsonNode element : node) {
      if (!element.isObject()) {
        throw bad(path + name, "should hold objects and holds " + shown(element));
      }
      found.add(inside(element, path + name + "[]."));
    }
    return found;
  }

  List<String> texts(String name) throws Rejected {
    List<String> found = new ArrayList<>();
    JsonNode node = find(name);
    if (node == null) {
      return found;
    }
    requireArray(name, node);
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        throw bad(path + name, "should hold texts and holds " + shown(element));
      }
      found.add(element.textValue());
    }
    return found;
  }

  /** Windows written as {@code 21:00-06:00}; the end of a day may be written {@code 24:00}. */
  List<LocalWindow> windows(String name) throws Rejected {
    List<LocalWindow> windows = new ArrayList<>();
    for (String text : texts(name)) {
      String[] ends = text.split("-", -1);
      try {
        if (ends.length != 2) {
          throw new DateTimeException("no hyphen, or several");
        }
        LocalTime until = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
        windows.add(new LocalWindow(LocalTime.parse(ends[0]), until));
      } catch (DateTimeException | IllegalArgumentException e) {
        throw bad(
            path + name,
            "should hold windows such as 21:00-06:00 and holds \"" + shortened(text) + "\"");
      }
    }
    return windows;
  }

  private void requireArray(String name, JsonNode node) throws Rejected {
    if (!node.isArray()) {
      throw bad(path + name, "should be a list and is " + shown(node));
    }
  }

  /** Names the fields that nobody asked for, here and in the objects within. */
  void unknown(Unknown out) {
    Set<String> free = null;
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        if (free == null) {
          free = new TreeSet<>(asked);
          free.removeIf(object::has);
        }
        out.field(path + name, name, free);
      }
    }
    for (JsonFields fields : within) {
      fields.unknown(out);
    }
  }

  /** Paths of all fields that were asked for, here and within. */
  Set<String> asked() {
    Set<String> all = new TreeSet<>();
    asked.forEach(name -> all.add(path + name));
    within.forEach(fields -> all.addAll(fields.asked()));
    return all;
  }

  private static String shown(JsonNode node) {
    return shortened(node.toString());
  }

  static String shortened(String text) {
    return text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "…" : text;
  }
}
