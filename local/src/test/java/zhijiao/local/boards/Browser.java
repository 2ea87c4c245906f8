package zhijiao.local.boards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Headless Chromium, as the system's packages have it. */
final class Browser {

  private static final Pattern PANEL =
      Pattern.compile("data-panel=\"(\\d+)\" data-state=\"(\\w+)\"");
  private static final Pattern PANELS = Pattern.compile("<section class=\"panel\"");

  private final Path program;
  private final Path folder;

  private Browser(Path program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  static Optional<Browser> find(Path folder) {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Browser(program, folder));
  }

  /**
   * Draws a page and keeps a picture of it.
   *
   * @return how each panel ended, in the order of the page: {@code ok}, {@code empty}, {@code error}
   */
  List<String> draw(String url, int width, int height, Path picture) throws Exception {
    Files.createDirectories(picture.toAbsolutePath().getParent());
    String page =
        run(
            List.of("--dump-dom", "--screenshot=" + picture.toAbsolutePath(), "--hide-scrollbars"),
            url,
            width,
            height);
    List<String> states = new ArrayList<>();
    Matcher panel = PANEL.matcher(page);
    while (panel.find()) {
      states.add(panel.group(1) + " " + panel.group(2));
    }
    long drawn = PANELS.matcher(page).results().count();
    for (long missing = states.size(); missing < drawn; missing++) {
      states.add("a panel that did not end");
    }
    return states;
  }

  private String run(List<String> what, String url, int width, int height)
      throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // No name but this machine's leads anywhere.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + height,
                "--virtual-time-budget=15000"));
    command.addAll(what);
    command.add(url);
    Path out = Files.createTempFile(folder, "page", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end: " + url);
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
