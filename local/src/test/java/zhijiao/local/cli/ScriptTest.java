package zhijiao.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script ./zhijiao in a folder of its own, with a PATH of its own, on which Java and Maven only say how they were
 * called.
 */
class ScriptTest {

  private static final Path SCRIPT = Path.of("..", "zhijiao");

  /** What the script takes from any machine. */
  private static final List<String> EVERYWHERE =
      List.of(
          "awk", "bash", "cat", "cksum", "cmp", "cp", "dirname", "find", "grep", "head", "mkdir",
          "mv", "rm", "sed", "tee", "touch", "uname");

  private static final String JAVA =
      """
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.15" 2025-04-15' >&2; exit 0; fi
      for word in "$@"; do case $word in *Main) seen=1;; esac; [ -n "$seen" ] && printf '%s|' "$word"; done
      exit 7
      """;

  private static final String MAVEN =
      """
      echo "$*" >> calls
      echo "[INFO] Building zhijiao-local 0.1.0-SNAPSHOT                          [7/7]"
      [ -f fails-offline ] && case "$*" in *--offline*)
        echo "[ERROR] Cannot access a repository in offline mode"; exit 1;; esac
      [ -f fails ] && { echo "[ERROR] a test failed"; echo "[ERROR] Tests run: 9, Failures: 2, Errors: 1, Skipped: 0"; exit 5; }
      echo "[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 0.1 s -- in zhijiao.ATest"
      echo "[WARNING] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1"
      mkdir -p local/target/classes
      echo "$PWD/pom.xml" > local/target/classpath.txt
      """;

  private record Said(int code, String out, String err) {}

  @TempDir Path folder;

  private Path tools = Path.of("");

  /** With a server of its own, a project needs no engine. */
  private Map<String, String> environment = Map.of("CLICKHOUSE_URL", "http://127.0.0.1:1");

  @BeforeEach
  void a_project_and_a_machine() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash at /bin/bash");
    tools = Files.createDirectory(folder.resolve("tools of this machine"));
    for (String tool : EVERYWHERE) {
      Files.createSymbolicLink(tools.resolve(tool), where(tool));
    }
    Path project = Files.createDirectory(folder.resolve("a project"));
    Files.copy(SCRIPT, project.resolve("zhijiao"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.createDirectories(project.resolve("core/src/main/java"));
    Files.createDirectories(project.resolve("local/src/main/java"));
    Files.createDirectories(project.resolve("local/clickhouse-engine"));
    Files.writeString(project.resolve("core/pom.xml"), "<project/>");
    Files.writeString(project.resolve("local/clickhouse-engine/package.json"), "{}");
    Files.writeString(project.resolve("local/clickhouse-engine/package-lock.json"), "{}");
    age(project);
  }

  private static Path where(String tool) throws IOException {
    for (String place : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(place, tool))) {
        return Path.of(place, tool);
      }
    }
    throw new IOException("this machine has no " + tool);
  }

  /** Everything in the project is from yesterday. */
  private static void age(Path project) throws IOException {
    FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
    try (var files = Files.walk(project)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, yesterday);
      }
    }
  }

  private void has(String tool, String does) throws IOException {
    Path file = tools.resolve(tool);
    Files.deleteIfExists(file);
    Files.writeString(file, "#!/bin/bash\n" + does);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void hasAll() throws IOException {
    has("java", JAVA);
    has("javac", "exit 0");
    has("mvn", MAVEN);
  }

  private Path project() {
    return folder.resolve("a project");
  }

  private Said zhijiao(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/bash", project() + "/zhijiao"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", tools.toString());
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Said(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private List<String> mavenCalls() throws IOException {
    Path calls = project().resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  @Test
  void all_that_is_missing_is_named_in_one_line_of_two_languages() throws Exception {
    Said said = zhijiao("test");
    assertEquals(3, said.code());
    assertEquals(
        "zhijiao: missing: JDK 17 or newer, Maven (mvn) · 缺少：JDK 17 或更新版本、Maven (mvn)\n",
        said.err());
  }

  @Test
  void an_old_java_is_named_with_its_version() throws Exception {
    hasAll();
    has("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    Said said = zhijiao("replay");
    assertEquals(3, said.code());
    assertTrue(said.err().startsWith("zhijiao: missing: JDK 17 or newer (found 11:"), said.err());
    assertEquals(1, said.err().lines().count());
  }

  @Test
  void a_runtime_without_a_compiler_is_told_apart() throws Exception {
    hasAll();
    Files.delete(tools.resolve("javac"));
    assertTrue(zhijiao("replay").err().contains("javac: a JDK, not a JRE"));
  }

  @Test
  void a_misspelt_command_is_told_without_building() throws Exception {
    Said said = zhijiao("dmeo");
    assertEquals(2, said.code());
    assertTrue(said.err().contains("unknown command 'dmeo'; did you mean: demo?"), said.err());
    assertTrue(zhijiao("xyzzy").err().contains("./zhijiao help"));
  }

  @Test
  void arguments_and_exit_code_go_through_as_they_are() throws Exception {
    hasAll();
    Said said = zhijiao("replay", "--facts", "two words", "*", "");
    assertEquals(7, said.code());
    assertEquals("zhijiao.local.cli.Main|replay|--facts|two words|*||", said.out());
  }

  @Test
  void a_second_start_does_not_build_again() throws Exception {
    hasAll();
    zhijiao("replay");
    assertEquals(1, mavenCalls().size());
    Said said = zhijiao("replay");
    assertEquals(1, mavenCalls().size());
    assertEquals("", said.err());
  }

  @Test
  void a_changed_a_new_and_a_deleted_source_are_built() throws Exception {
    hasAll();
    zhijiao("replay");
    Path source = project().resolve("core/src/main/java/A.java");
    Thread.sleep(20);
    Files.writeString(source, "class A {}");
    zhijiao("replay");
    assertEquals(2, mavenCalls().size(), "new");
    Thread.sleep(20);
    Files.writeString(source, "class A { }");
    zhijiao("replay");
    assertEquals(3, mavenCalls().size(), "changed");
    Thread.sleep(20);
    Files.delete(source);
    zhijiao("replay");
    assertEquals(4, mavenCalls().size(), "deleted");
  }

  @Test
  void a_jar_that_has_gone_is_built_again() throws Exception {
    hasAll();
    zhijiao("replay");
    Files.writeString(project().resolve("local/target/classpath.txt"), "/nowhere/gone.jar\n");
    zhijiao("replay");
    assertEquals(2, mavenCalls().size());
  }

  @Test
  void the_first_build_may_fetch_and_later_ones_do_not() throws Exception {
    hasAll();
    zhijiao("replay");
    assertFalse(mavenCalls().get(0).contains("--offline"));
    Thread.sleep(20);
    Files.writeString(project().resolve("core/src/main/java/A.java"), "class A {}");
    zhijiao("replay");
    assertTrue(mavenCalls().get(1).contains("--offline"), mavenCalls()::toString);
  }

  @Test
  void what_is_missing_offline_is_fetched() throws Exception {
    hasAll();
    zhijiao("replay");
    Files.createFile(project().resolve("fails-offline"));
    Thread.sleep(20);
    Files.writeString(project().resolve("core/src/main/java/A.java"), "class A {}");
    assertEquals(7, zhijiao("replay").code());
    assertEquals(3, mavenCalls().size());
    assertFalse(mavenCalls().get(2).contains("--offline"));
  }

  @Test
  void a_failed_build_is_not_taken_for_a_build() throws Exception {
    hasAll();
    Files.createFile(project().resolve("fails"));
    Said said = zhijiao("replay");
    assertEquals(1, said.code());
    assertTrue(said.err().contains("the build failed"), said.err());
    Files.delete(project().resolve("fails"));
    assertEquals(7, zhijiao("replay").code());
    assertEquals(2, mavenCalls().size());
  }

  @Test
  void passed_tests_are_counted() throws Exception {
    hasAll();
    Said said = zhijiao("test");
    assertEquals(0, said.code(), said.err());
    assertTrue(said.err().contains(": 3 tests, 0 failed, 1 skipped"), said.err());
    assertTrue(mavenCalls().get(0).endsWith(" verify"));
  }

  @Test
  void failed_tests_fail_the_command_with_mavens_exit_code() throws Exception {
    hasAll();
    Files.createFile(project().resolve("fails"));
    Said said = zhijiao("test");
    assertEquals(5, said.code());
    assertTrue(said.err().contains("[ERROR] a test failed"), said.err());
    assertTrue(said.err().contains(": 9 tests, 3 failed, 0 skipped"), said.err());
  }

  @Test
  void what_was_compiled_without_checks_is_compiled_again_for_the_tests() throws Exception {
    hasAll();
    zhijiao("replay");
    zhijiao("test");
    zhijiao("test");
    assertTrue(mavenCalls().get(1).contains(" clean "), mavenCalls()::toString);
    assertFalse(mavenCalls().get(2).contains(" clean "), mavenCalls()::toString);
    assertTrue(mavenCalls().get(0).contains("-Dquick"), mavenCalls()::toString);
    assertFalse(mavenCalls().get(1).contains("-Dquick"), mavenCalls()::toString);
  }

  @Test
  void after_the_tests_nothing_needs_to_be_built() throws Exception {
    hasAll();
    zhijiao("test");
    zhijiao("replay");
    assertEquals(1, mavenCalls().size());
  }

  @Test
  void a_machine_without_npm_is_told_when_it_needs_an_engine() throws Exception {
    hasAll();
    environment = Map.of();
    has("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    Said said = zhijiao("demo");
    assertEquals(3, said.code());
    assertEquals("zhijiao: missing: node, npm · 缺少：node、npm\n", said.err());
  }

  @Test
  void a_machine_that_no_engine_fits_is_told_so() throws Exception {
    hasAll();
    environment = Map.of();
    has("uname", "[ \"$1\" = -s ] && echo Darwin || echo arm64");
    Said said = zhijiao("demo");
    assertEquals(1, said.code());
    assertTrue(said.err().contains("no ClickHouse engine for Darwin on arm64; set CLICKHOUSE_URL"));
  }

  @Test
  void the_engine_is_installed_once() throws Exception {
    hasAll();
    environment = Map.of();
    has("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    has("node", "exit 0");
    has(
        "npm",
        """
        echo npm >> ../../npm-calls
        mkdir -p node_modules/@chdb/lib-linux-x64-gnu
        touch node_modules/@chdb/lib-linux-x64-gnu/libchdb.so
        """);
    assertEquals(7, zhijiao("demo").code());
    assertEquals(7, zhijiao("demo").code());
    assertEquals(1, Files.readAllLines(project().resolve("npm-calls")).size());
  }

  @Test
  void an_engine_that_cannot_be_installed_is_not_taken_for_one() throws Exception {
    hasAll();
    environment = Map.of();
    has("uname", "[ \"$1\" = -s ] && echo Linux || echo x86_64");
    has("node", "exit 0");
    has("npm", "echo no route to anywhere; exit 1");
    Said said = zhijiao("demo");
    assertEquals(1, said.code());
    assertTrue(said.err().contains("no route to anywhere"), said.err());
    assertFalse(Files.exists(project().resolve("build/clickhouse-engine")));
  }

  @Test
  void training_starts_with_the_class_path_of_its_own_module() throws Exception {
    hasAll();
    has(
        "mvn",
        MAVEN
            + "mkdir -p models-train/target/classes\n"
            + "echo \"$PWD/pom.xml\" > models-train/target/classpath.txt\n");
    for (String command : List.of("train", "predict", "promote")) {
      Said said = zhijiao(command, "--any", "option");
      assertEquals(7, said.code());
      assertEquals("zhijiao.models.train.cli.Main|" + command + "|--any|option|", said.out());
    }
    assertEquals("zhijiao.models.train.cli.Main|train|--help|", zhijiao("help", "train").out());
  }
}
