package zhijiao.jobs.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import zhijiao.core.time.LocalWindow;

/** One JSON object, read field by field: every complaint names the field, its value and what was expected. */
final class JsonFields {

  private final JsonNode object;
  private final String path;
  private final Set<String> asked = new HashSet<>();

  JsonFields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
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
      throw bad(path + name, "is missing");
    }
    return node;
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
    if (node.isTextual() && Set.of("NaN", "Infinity", "-Infinity").contains(node.textValue())) {
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
    JsonNode node = need(name);
    if (!node.isNumber() || node.doubleValue() != Math.rint(node.doubleValue())) {
      throw bad(path + name, "should be a whole number and is " + shown(node));
    }
    if (!node.canConvertToInt()) {
      throw bad(path + name, "is too large: " + shown(node));
    }
    return node.intValue();
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

  /** An instant in ISO-8601 with an offset, as epoch milliseconds UTC. */
  long instant(String name) throws Rejected {
    String text = text(name);
    try {
      return OffsetDateTime.parse(text).toInstant().toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      throw bad(
          path + name,
          "should be a time with offset such as 2026-03-02T21:10:00+08:00 and is \"" + text + "\"");
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
    throw bad(
        path + name,
        "should be one of "
            + Arrays.toString(type.getEnumConstants())
            + " and is \""
            + text
            + "\"");
  }

  JsonFields object(String name) throws Rejected {
    JsonNode node = need(name);
    if (!node.isObject()) {
      throw bad(path + name, "should be an object and is " + shown(node));
    }
    return new JsonFields(node, path + name + ".");
  }

  List<JsonFields> objects(String name) throws Rejected {
    List<JsonFields> found = new ArrayList<>();
    JsonNode node = find(name);
    if (node == null) {
      return found;
    }
    requireArray(name, node);
    for (int i = 0; i < node.size(); i++) {
      if (!node.get(i).isObject()) {
        throw bad(path + name, "should hold objects and holds " + shown(node.get(i)));
      }
      found.add(new JsonFields(node.get(i), path + name + "[" + i + "]."));
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

  /** Windows written as {@code 21:00-06:00}. */
  List<LocalWindow> windows(String name) throws Rejected {
    List<LocalWindow> windows = new ArrayList<>();
    for (String text : texts(name)) {
      String[] ends = text.split("-", -1);
      try {
        if (ends.length != 2) {
          throw new DateTimeException("no hyphen");
        }
        windows.add(new LocalWindow(LocalTime.parse(ends[0]), LocalTime.parse(ends[1])));
      } catch (DateTimeException e) {
        throw bad(
            path + name, "should hold windows such as 21:00-06:00 and holds \"" + text + "\"");
      }
    }
    return windows;
  }

  private void requireArray(String name, JsonNode node) throws Rejected {
    if (!node.isArray()) {
      throw bad(path + name, "should be a list and is " + shown(node));
    }
  }

  /** Fields that nobody asked for. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        unknown.add(path + name);
      }
    }
    return unknown;
  }

  private static String shown(JsonNode node) {
    String text = node.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
