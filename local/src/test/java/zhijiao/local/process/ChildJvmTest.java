package zhijiao.local.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

  private static final Path ENGINE = Path.of("..", "build", "clickhouse-engine");

  private static final Duration SOON = Duration.ofMinutes(1);

  @Test
  void a_broker_does_not_outlive_a_parent_that_is_killed(@TempDir Path folder) throws Exception {
    assertTrue(ends(grandchildAfterKillOfParent("broker", folder)));
  }

  @Test
  void an_engine_does_not_outlive_a_parent_that_is_killed(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.exists(ENGINE.resolve("node_modules")),
        "the ClickHouse engine is not installed: run ./zhijiao test");
    assumeTrue(System.getenv("CLICKHOUSE_URL") == null, "CLICKHOUSE_URL is set: no own engine");
    assertTrue(ends(grandchildAfterKillOfParent("clickhouse", folder)));
  }

  @Test
  void a_child_that_does_not_watch_its_parent_is_noticed(@TempDir Path folder) throws Exception {
    long orphan = grandchildAfterKillOfParent("orphan", folder);
    assertFalse(Mortality.ends(orphan, Duration.ofSeconds(2)));
    ProcessHandle.of(orphan).ifPresent(ProcessHandle::destroyForcibly);
    assertTrue(ends(orphan));
  }

  private static boolean ends(long pid) throws InterruptedException {
    return Mortality.ends(pid, SOON);
  }

  private static long grandchildAfterKillOfParent(String what, Path folder) throws Exception {
    try (ChildJvm parent =
        Mortality.start(
            Mortality.Parent.class,
            folder,
            what,
            folder.toString(),
            ENGINE.toAbsolutePath().toString())) {
      long grandchild = Long.parseLong(Files.readString(folder.resolve("pid")));
      assertFalse(Mortality.ends(grandchild, Duration.ZERO));
      parent.killNow();
      return grandchild;
    }
  }

  @Test
  void a_child_ends_when_it_is_closed(@TempDir Path folder) throws Exception {
    long pid;
    try (ChildJvm child = Mortality.start(Mortality.Orphan.class, folder)) {
      pid = child.pid();
      assertTrue(child.isAlive());
    }
    assertTrue(Mortality.ends(pid, Duration.ZERO));
  }

  @Test
  void the_reason_of_a_refusal_is_all_that_is_told(@TempDir Path folder) {
    assertEquals(
        "not today",
        assertThrows(IOException.class, () -> Mortality.start(Mortality.Unwilling.class, folder))
            .getMessage());
  }

  @Test
  void what_a_failed_child_said_last_is_told(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("child.log"), "from an earlier run\n");
    String told =
        assertThrows(IOException.class, () -> Mortality.start(Mortality.Broken.class, folder))
            .getMessage();
    assertTrue(told.contains("ended before it was ready"), told);
    assertTrue(told.contains("the cause stands here"), told);
    assertFalse(told.contains("earlier"), told);
    assertTrue(Files.readString(folder.resolve("child.log")).startsWith("from an earlier run\n"));
  }

  @Test
  void a_child_that_is_never_ready_is_not_waited_for_forever(@TempDir Path folder) {
    String told =
        assertThrows(
                IOException.class,
                () ->
                    ChildJvm.start(
                        new ChildJvm.Start(
                            Mortality.Silent.class,
                            List.of(),
                            List.of(),
                            Map.of(),
                            folder.resolve("child.log")),
                        Duration.ofSeconds(2)))
            .getMessage();
    assertTrue(told.contains("Silent was not ready after 2 s"), told);
  }

  @Test
  void free_ports_differ() throws IOException {
    assertEquals(20, new HashSet<>(ChildJvm.freePorts(20)).size());
  }
}
