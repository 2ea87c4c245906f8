package zhijiao.jobs.io;

import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import zhijiao.core.settings.InvalidSettingsException;
import zhijiao.core.settings.SettingsProblem;
import zhijiao.core.settings.SettingsTree;

/**
 * Settings in YAML, of which only what JSON also has is understood: sections, lists, text, decimal numbers, {@code true}
 * and {@code false}. So {@code no} is a text, {@code 010} is no octal number and {@code 1:30} no ninety. A file makes no
 * objects and cannot grow when it is read.
 */
public final class SettingsFile {

  /** A file of settings has some kilobytes; what is longer is not read. */
  static final int LONGEST_BYTES = 1 << 20;

  private static final int DEEPEST = 20;

  /** Stands for a value whose problem has been told. */
  private static final Object REFUSED = new Object();

  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final List<SettingsProblem> problems = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private SettingsFile() {}

  /**
   * Reads a file. What is wrong with single values is kept in {@link SettingsTree#problems()}, so that it is told
   * together with all other problems.
   *
   * @throws IOException when the file cannot be read
   * @throws InvalidSettingsException when it is not YAML
   */
  public static SettingsTree read(Path file) throws IOException, InvalidSettingsException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString(), null, "there is no file of settings");
    }
    long size = Files.size(file);
    if (size > LONGEST_BYTES) {
      throw unusable(0, "is " + size + " bytes long, longer than any file of settings");
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
    } catch (CharacterCodingException e) {
      throw unusable(0, "is not text in UTF-8");
    }
    return parse(text);
  }

  /**
   * Reads YAML.
   *
   * @throws InvalidSettingsException when it is not YAML
   */
  public static SettingsTree parse(String yaml) throws InvalidSettingsException {
    Node root;
    try {
      root = yaml().compose(new StringReader(yaml));
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark();
      throw unusable(line(mark), "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw unusable(0, "is not YAML: " + e.getMessage());
    }
    if (root == null || root.getTag().equals(Tag.NULL)) {
      return SettingsTree.EMPTY;
    }
    if (!(root instanceof MappingNode mapping)) {
      throw unusable(line(root.getStartMark()), "holds no settings, but one value or a list");
    }
    SettingsFile file = new SettingsFile();
    Map<String, @Nullable Object> values = file.section("", mapping);
    return new SettingsTree(values, file.lines, file.problems);
  }

  private static Yaml yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options),
        new Representer(unused),
        unused,
        options,
        new JsonLikeResolver());
  }

  /** Takes for a number, a truth or nothing only what JSON would, and numbers that are not finite, to refuse them. */
  private static final class JsonLikeResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.NULL, Pattern.compile("^(?:~|null| )$"), "~n\0");
      addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null);
      addImplicitResolver(Tag.BOOL, Pattern.compile("^(?:true|false)$"), "tf");
      addImplicitResolver(Tag.INT, Pattern.compile("^[-+]?(?:0|[1-9][0-9]*)$"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile(
              "^(?:[-+]?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|[-+]?\\.inf|\\.nan)$"),
          "-+0123456789.");
    }
  }

  private Map<String, @Nullable Object> section(String path, MappingNode node) {
    seen.add(node);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (NodeTuple entry : node.getValue()) {
      Node key = entry.getKeyNode();
      int line = line(key.getStartMark());
      if (!(key instanceof ScalarNode name)) {
        problems.add(new SettingsProblem(path, line, "has a name that is no word", "", null));
        continue;
      }
      String below = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
      if (lines.containsKey(below)) {
        problems.add(
            new SettingsProblem(
                below, line, "is set a second time; first on line " + lines.get(below), "", null));
        continue;
      }
      lines.put(below, line);
      Object value = value(below, line, entry.getValueNode());
      if (value != REFUSED) {
        values.put(name.getValue(), value);
      }
    }
    return values;
  }

  private @Nullable Object value(String path, int line, Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar(path, line, scalar);
    }
    if (seen.contains(node)) {
      problems.add(
          new SettingsProblem(path, line, "repeats a section by an alias", "write it out", null));
      return REFUSED;
    }
    if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
      return section(path, mapping);
    }
    if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
      seen.add(sequence);
      List<@Nullable Object> values = new ArrayList<>();
      for (Node each : sequence.getValue()) {
        Object value = value(path, line(each.getStartMark()), each);
        if (value != REFUSED) {
          values.add(value);
        }
      }
      return values;
    }
    return foreign(path, line, node);
  }

  private @Nullable Object scalar(String path, int line, ScalarNode node) {
    String text = node.getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.STR)) {
      return text;
    }
    try {
      if (tag.equals(Tag.NULL)) {
        return null;
      }
      if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
        return text.equals("true");
      }
      if (tag.equals(Tag.INT)) {
        return new BigInteger(text);
      }
      if (tag.equals(Tag.FLOAT)) {
        return switch (text) {
          case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
          case "-.inf" -> Double.NEGATIVE_INFINITY;
          case ".nan" -> Double.NaN;
          default -> Double.parseDouble(text);
        };
      }
    } catch (NumberFormatException e) {
      return foreign(path, line, node);
    }
    return foreign(path, line, node);
  }

  /** A value with a tag of its own, such as the name of a class. */
  private Object foreign(String path, int line, Node node) {
    problems.add(
        new SettingsProblem(
            path,
            line,
            "has the tag " + node.getTag().getValue(),
            "settings are plain text, numbers, true and false",
            null));
    return REFUSED;
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static InvalidSettingsException unusable(int line, String found) {
    return new InvalidSettingsException(
        List.of(new SettingsProblem("", line, "the file " + found, "", null)));
  }
}
