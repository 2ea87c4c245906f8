package zhijiao.core.settings;

import java.util.List;

/** Settings as tables of Markdown, one for each section. */
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
