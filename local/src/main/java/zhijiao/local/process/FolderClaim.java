package zhijiao.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One process's claim on a folder of data, for as long as that process lives.
 *
 * <p>It is the child that claims, not its parent: a child that is still ending must keep its folder from the next one.
 */
public final class FolderClaim {

  private static final String FILE = "in-use";

  /** A predecessor whose parent was killed needs a moment to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int POLL_MILLIS = 50;

  /** Never closed: a lock ends with its channel, and is meant to end with the process. */
  private static final Set<FileChannel> HELD = ConcurrentHashMap.newKeySet();

  private FolderClaim() {}

  /** Claims a folder, or {@linkplain ChildJvm#refuse refuses} to run when another process has it. */
  public static void claim(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (channel.tryLock() == null) {
      if (System.nanoTime() > giveUp) {
        ChildJvm.refuse(inUse(folder, channel));
      }
      Thread.sleep(POLL_MILLIS);
    }
    channel.truncate(0);
    String pid = Long.toString(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
    HELD.add(channel);
  }

  /**
   * For a parent that is about to delete a folder.
   *
   * @throws IOException when another process has claimed it
   */
  public static void checkFree(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        if (channel.tryLock() == null) {
          throw new IOException(inUse(folder, channel));
        }
      }
    }
  }

  private static String inUse(Path folder, FileChannel channel) throws IOException {
    return "the folder " + folder + " is in use by process " + owner(channel);
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(20);
    channel.read(text, 0);
    return StandardCharsets.UTF_8.decode(text.flip()).toString();
  }
}
