package zhijiao.local.boards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The shipped boards: Grafana's JSON, as it lies in a folder. */
public final class BoardLibrary {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, JsonNode> boards = new TreeMap<>();

  private BoardLibrary() {}

  /**
   * @param folder of {@code *.json}
   * @throws IOException when it cannot be read, or two boards have one uid
   */
  public static BoardLibrary read(Path folder) throws IOException {
    BoardLibrary library = new BoardLibrary();
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      JsonNode board = JSON.readTree(file.toFile());
      if (library.boards.put(board.path("uid").asText(), board) != null) {
        throw new IOException("two boards have the uid " + board.path("uid").asText());
      }
    }
    return library;
  }

  public Collection<JsonNode> boards() {
    return boards.values();
  }

  public Optional<JsonNode> find(String uid) {
    return Optional.ofNullable(boards.get(uid));
  }

  /** All panels that show something, those of folded rows included. */
  public static List<JsonNode> panels(JsonNode board) {
    List<JsonNode> panels = new ArrayList<>();
    for (JsonNode panel : board.path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        panel.path("panels").forEach(panels::add);
      } else {
        panels.add(panel);
      }
    }
    return panels;
  }

  /** The statement of one query of a panel. */
  public Optional<String> query(String uid, int panel, String refId) {
    return find(uid).stream()
        .flatMap(board -> panels(board).stream())
        .filter(it -> it.path("id").asInt() == panel)
        .flatMap(it -> stream(it.path("targets")))
        .filter(target -> target.path("refId").asText().equals(refId))
        .map(target -> target.path("rawSql").asText())
        .findFirst();
  }

  /** The statement that gives the choices of a variable. */
  public Optional<String> variable(String uid, String name) {
    return find(uid).stream()
        .flatMap(board -> stream(board.path("templating").path("list")))
        .filter(it -> it.path("name").asText().equals(name))
        .filter(it -> it.path("type").asText().equals("query"))
        .map(it -> it.path("query").asText())
        .findFirst();
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    List<JsonNode> elements = new ArrayList<>();
    list.forEach(elements::add);
    return elements.stream();
  }
}
