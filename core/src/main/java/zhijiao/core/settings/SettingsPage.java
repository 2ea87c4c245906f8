package zhijiao.core.settings;

import java.util.List;

/** Settings as people read them: tables of Markdown, and a file with every default. */
public final class SettingsPage {

  private SettingsPage() {}

  /** Tables of all settings, in their order; a heading for each section. */
  public static String markdown(List<Setting> settings) {
    StringBuilder page = new StringBuilder();
    String section = null;
    for (Setting setting : settings) {
      int dot = setting.path().lastIndexOf('.');
      String here = dot < 0 ? "" : setting.path().substring(0, dot);
      if (!here.equals(section)) {
        section = here;
        page.append(page.length() == 0 ? "" : "\n");
        page.append("## ").append(here.isEmpty() ? "Top level" : "`" + here + "`").append("\n\n");
        page.append("| name | default | unit | allowed | what it decides | source | checked |\n");
        page.append("|---|---|---|---|---|---|---|\n");
      }
      page.append("| `").append(setting.path().substring(dot + 1)).append("` | `");
      page.append(setting.standard()).append("` |");
      cell(page, setting.unit());
      cell(page, setting.allowed());
      cell(page, setting.meaning());
      cell(page, source(setting.source()));
      cell(page, checked(setting.source()));
      page.append('\n');
    }
    return page.toString();
  }

  /** A file of settings in YAML in which every setting has its default, with what it decides beside it. */
  public static String file(List<Setting> settings) {
    StringBuilder file = new StringBuilder();
    List<String> open = List.of();
    for (Setting setting : settings) {
      List<String> names = List.of(setting.path().split("\\."));
      List<String> sections = names.subList(0, names.size() - 1);
      int same = 0;
      while (same < Math.min(open.size(), sections.size())
          && open.get(same).equals(sections.get(same))) {
        same++;
      }
      for (int depth = same; depth < sections.size(); depth++) {
        file.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
      }
      open = sections;
      file.append("  ".repeat(sections.size())).append(names.get(sections.size())).append(": ");
      file.append(setting.standard()).append("  # ").append(setting.meaning());
      file.append(setting.unit().isEmpty() ? "" : " (" + setting.unit() + ")").append('\n');
    }
    return file.toString();
  }

  private static String source(Source source) {
    return switch (source.basis()) {
      case LAW -> "law: " + source.words();
      case PUBLISHED -> source.words();
      case MEASURED -> "measured: " + source.words();
      case CHOSEN -> "chosen: " + source.words();
    };
  }

  private static String checked(Source source) {
    return source.basis() == Source.Basis.CHOSEN ? "–" : source.verified() ? "yes" : "no";
  }

  private static void cell(StringBuilder page, String text) {
    page.append(' ').append(text.replace("|", "\\|").replace("\n", " ")).append(" |");
  }
}
