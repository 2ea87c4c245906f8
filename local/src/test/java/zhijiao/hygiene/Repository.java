package zhijiao.hygiene;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files that git tracks or would track; in a folder without git, all but what builds leave behind. */
record Repository(Map<String, Entry> files) {

  /** Mirrors .gitignore, for folders without git. */
  private static final Set<String> LEFT_BY_BUILDS =
      Set.of(".git", "target", "node_modules", ".idea");

  private static final Set<String> LEFT_AT_THE_ROOT = Set.of("work", "build");

  static Repository of(Entry... entries) {
    Map<String, Entry> files = new TreeMap<>();
    for (Entry entry : entries) {
      files.put(entry.path(), entry);
    }
    return new Repository(files);
  }

  static Repository read(Path root) throws IOException, InterruptedException {
    List<String> paths = trackedByGit(root);
    if (paths == null) {
      paths = walk(root);
    }
    Map<String, Entry> files = new TreeMap<>();
    for (String path : paths) {
      Path file = root.resolve(path);
      if (Files.isRegularFile(file)) {
        files.put(path, new Entry(path, Files.readAllBytes(file)));
      }
    }
    return new Repository(files);
  }

  /** Null when this is no checkout or git is not installed. */
  static @Nullable List<String> trackedByGit(Path root) throws IOException, InterruptedException {
    if (!Files.exists(root.resolve(".git"))) {
      return null;
    }
    Process git;
    try {
      git =
          new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
              .directory(root.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return null;
    }
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return git.waitFor() == 0 ? List.of(output.split("\0", 0)) : null;
  }

  static List<String> walk(Path root) throws IOException {
    List<String> paths = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            String name = folder.getFileName().toString();
            boolean left =
                LEFT_BY_BUILDS.contains(name)
                    || root.equals(folder.getParent()) && LEFT_AT_THE_ROOT.contains(name);
            return left && !folder.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".class") && !name.equals(".jqwik-database")) {
              paths.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return paths;
  }

  boolean hasFile(String path) {
    return files.containsKey(path);
  }

  boolean hasFolder(String path) {
    String folder = path.endsWith("/") || path.isEmpty() ? path : path + "/";
    return files.keySet().stream().anyMatch(file -> file.startsWith(folder));
  }
}
