package zhijiao.jobs.io;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files of a folder of facts, each of which may also be gzipped with {@code .gz} after its name. */
public enum FactFile {
  ORDERS("orders.jsonl"),
  TAGS("tags.jsonl"),
  FIXES("fixes.jsonl"),
  TAG_STATUS("tag-status.jsonl"),
  SIGHTINGS("sightings.jsonl"),
  CHECK_INS("check-ins.jsonl"),
  LEAVES("leaves.jsonl"),
  OFFICER_ACTIONS("officer-actions.jsonl"),
  ROLL_CALLS("roll-calls.jsonl"),
  MEASURES("measures.jsonl"),
  NOTICES("notices.jsonl"),
  WELFARE_SIGNALS("welfare-signals.jsonl"),
  OBJECTIONS("objections.jsonl"),
  ACTIVITIES("activities.jsonl"),
  CHANGE_REPORTS("change-reports.jsonl"),
  SUSPENSIONS("suspensions.jsonl"),
  PROTECTED_POSITIONS("protected-positions.jsonl"),
  GOVERNANCE("governance.jsonl");

  /** The zones of a folder of facts; GeoJSON, not facts. */
  public static final String ZONES = "zones.geojson";

  /** Settings that belong to a folder of facts. */
  public static final String SETTINGS = "settings.yaml";

  private final String fileName;

  FactFile(String fileName) {
    this.fileName = fileName;
  }

  public String fileName() {
    return fileName;
  }

  /** The file of that name, without {@code .gz}, or null when it holds no facts. */
  static @Nullable FactFile ofName(String name) {
    for (FactFile file : values()) {
      if (file.fileName.equals(name)) {
        return file;
      }
    }
    return null;
  }

  /** Every name that a folder of facts may hold, without {@code .gz}. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (FactFile file : values()) {
      names.add(file.fileName);
    }
    names.add(ZONES);
    names.add(SETTINGS);
    return List.copyOf(names);
  }
}
