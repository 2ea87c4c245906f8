package zhijiao.core.settings;

import java.util.List;

/** Settings that cannot be used, with everything that is wrong with them. */
public final class InvalidSettingsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<SettingsProblem> problems;

  public InvalidSettingsException(List<SettingsProblem> problems) {
    super(text(problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one, by line. */
  public List<SettingsProblem> problems() {
    return problems;
  }

  private static String text(List<SettingsProblem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("invalid settings without a problem");
    }
    StringBuilder text = new StringBuilder();
    text.append(problems.size())
        .append(problems.size() == 1 ? " problem in the settings:" : " problems in the settings:");
    for (SettingsProblem problem : problems) {
      text.append("\n  ").append(problem);
    }
    return text.toString();
  }
}
