package zhijiao.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RepositoryTest {

  /** Tests run in their module's folder. */
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  private static final Repository REPOSITORY = read();

  private static Repository read() {
    try {
      return Repository.read(ROOT);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("cannot read " + ROOT, e);
    }
  }

  @Test
  void all_of_the_repository_is_looked_at() {
    assertTrue(REPOSITORY.hasFile("pom.xml"));
    assertTrue(REPOSITORY.hasFolder("core/src/main/java/zhijiao/core"));
    assertFalse(REPOSITORY.files().keySet().stream().anyMatch(path -> path.contains("/target/")));
  }

  @Test
  void a_plain_folder_gives_the_same_files_as_a_checkout() throws Exception {
    if (Repository.trackedByGit(ROOT) == null) {
      return;
    }
    TreeSet<String> onlyInFolder = new TreeSet<>(Repository.walk(ROOT));
    onlyInFolder.removeAll(REPOSITORY.files().keySet());
    onlyInFolder.removeIf(path -> !Files.isRegularFile(ROOT.resolve(path)));
    onlyInFolder.removeIf(path -> path.equals(".git") || path.endsWith(".iml"));
    assertEquals(List.of(), List.copyOf(onlyInFolder));
  }

  @ParameterizedTest
  @EnumSource
  void every_file_obeys(Rule rule) {
    List<String> problems =
        REPOSITORY.files().values().stream()
            .flatMap(file -> rule.problems(file, REPOSITORY).stream())
            .toList();
    assertEquals(List.of(), problems, () -> String.join("\n", problems));
  }

  static Stream<Arguments> canaries() {
    byte[] binary = {(byte) 0x1f, (byte) 0x8b, 0, (byte) 0xff};
    return Stream.of(
        bad(Rule.NO_REGISTRY_IS_NAMED, "a.md", "see https://repo." + "maven.apache.org/maven2"),
        bad(Rule.NO_REGISTRY_IS_NAMED, ".npmrc", "registry=https://registry." + "npmjs.org/"),
        bad(
            Rule.NO_REGISTRY_IS_NAMED,
            "Dockerfile",
            "RUN echo deb http://deb." + "debian.org/debian"),
        bad(Rule.NO_MACHINE_PATHS, "a.sh", "cd /ho" + "me/li/zhijiao"),
        bad(Rule.NO_MACHINE_PATHS, "A.java", "Path.of(\"/tm" + "p/out\")"),
        bad(Rule.NO_MACHINE_PATHS, "a.sh", "JAVA_HOME=/usr/lib/j" + "vm/java-17"),
        bad(Rule.NOTHING_IS_LEFT_TO_DO, "A.java", "// TO" + "DO handle midnight"),
        bad(Rule.NOTHING_IS_LEFT_TO_DO, "a.md", "FIX" + "ME: later"),
        bad(Rule.NOTHING_IS_LEFT_TO_DO, "a.ts", "// X" + "XX"),
        bad(Rule.NO_CONFLICT_MARKERS, "a.txt", "<".repeat(7) + " HEAD"),
        bad(Rule.NO_CONFLICT_MARKERS, "a.txt", ">".repeat(7) + " branch"),
        bad(Rule.NO_WARNING_IS_SILENCED_WHOLESALE, "A.java", "@SuppressWarnings(\"" + "all\")"),
        bad(Rule.AT_MOST_ONE_MEBIBYTE, "a.csv", "x".repeat((1 << 20) + 1)),
        Arguments.of(Rule.NO_BINARIES, new Entry("a.jar", binary)),
        Arguments.of(Rule.NO_BINARIES, new Entry("data/unexplained.gz", binary)),
        Arguments.of(Rule.NO_BINARIES, new Entry("docs/shown-nowhere.png", binary)),
        bad(
            Rule.LOCK_FILES_NAME_NO_HOST,
            "package-lock.json",
            "\"resolved\": \"https://example.org/a.tgz\""),
        bad(Rule.LINKS_LEAD_SOMEWHERE, "docs/a.md", "[gone](gone.md)"),
        bad(Rule.LINKS_LEAD_SOMEWHERE, "docs/a.md", "[up](../docs/b.md#nowhere)"),
        bad(Rule.LINKS_LEAD_SOMEWHERE, "a.md", "![picture](picture.svg)"),
        bad(Rule.COMMANDS_EXIST, "README.md", "run `./zhijiao fly`"),
        bad(Rule.COMMANDS_EXIST, "README.md", "run `./zhijiao dem`"));
  }

  private static Arguments bad(Rule rule, String path, String text) {
    return Arguments.of(rule, Entry.of(path, text));
  }

  @ParameterizedTest
  @MethodSource("canaries")
  void every_rule_catches_its_canary(Rule rule, Entry canary) {
    Repository repository =
        Repository.of(canary, Entry.of("zhijiao", "demo|test) ;;"), Entry.of("docs/b.md", "# B"));
    assertEquals(1, rule.problems(canary, repository).size());
  }

  @ParameterizedTest
  @EnumSource
  void no_rule_is_without_a_canary(Rule rule) {
    assertTrue(canaries().anyMatch(canary -> canary.get()[0] == rule));
  }

  @Test
  void what_is_as_it_should_be_is_left_alone() {
    Entry page =
        Entry.of(
            "docs/a.md",
            "[b](b.md#two-words-二) [root](../README.md) [web](https://example.org/x) [here](#a)"
                + " [docs](.) `./zhijiao demo`\n# A\n/v1/tmp/x todo ./work/run {@code /}");
    Repository repository =
        Repository.of(
            page,
            Entry.of("docs/b.md", "## Two words, 二"),
            Entry.of("README.md", "x"),
            Entry.of("zhijiao", "demo)"),
            Entry.of("data/ATTRIBUTION.md", "a.json.gz is from …"),
            new Entry("data/a.json.gz", new byte[] {0}));
    for (Rule rule : Rule.values()) {
      for (Entry file : repository.files().values()) {
        assertEquals(List.of(), rule.problems(file, repository), rule.name());
      }
    }
  }
}
