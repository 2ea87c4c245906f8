package zhijiao.local.boards;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes a board's SQL out, as the data source plug-in of Grafana does: macros of time and variables. What it does not know is an
 * error, so that nothing is sent half-written.
 *
 * @param from beginning of the time range, epoch milliseconds UTC
 * @param until end of the time range, epoch milliseconds UTC
 * @param intervalSeconds width of a step of a course, seconds, at least 1
 * @param variables what was chosen, by variable; {@code $__all} for everything
 */
public record BoardSql(
    long from, long until, long intervalSeconds, Map<String, List<String>> variables) {

  /** What stands for every value of a variable. */
  public static final String ALL = "$__all";

  private static final Pattern CONDITIONAL = Pattern.compile("\\$__conditionalAll\\(");
  private static final Pattern MACRO =
      Pattern.compile(
          "\\$__(timeFilter|timeInterval)\\(([^()]+)\\)|\\$__(fromTime|toTime|interval_s)\\b");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::(\\w+))?\\}|\\$(\\w+)");

  public BoardSql {
    if (from > until) {
      throw new IllegalArgumentException("the time range ends before it begins");
    }
    intervalSeconds = Math.max(1, intervalSeconds);
    variables = Map.copyOf(variables);
  }

  /**
   * @throws IllegalArgumentException when the statement names a macro or variable that is not known
   */
  public String write(String rawSql) {
    String sql = MACRO.matcher(conditions(rawSql)).replaceAll(this::macro);
    return VARIABLE.matcher(sql).replaceAll(match -> Matcher.quoteReplacement(variable(match)));
  }

  /** {@code $__conditionalAll(condition, $variable)}: the condition, or nothing when all are chosen. */
  private String conditions(String sql) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    Matcher found = CONDITIONAL.matcher(sql);
    while (found.find(done)) {
      int close = closing(sql, found.end());
      int comma = sql.lastIndexOf(',', close);
      if (comma < found.end()) {
        throw new IllegalArgumentException("$__conditionalAll needs a condition and a variable");
      }
      String condition = sql.substring(found.end(), comma);
      String name = sql.substring(comma + 1, close).strip().replaceAll("[${}]", "");
      out.append(sql, done, found.start());
      out.append(chosen(name).contains(ALL) ? "1=1" : condition);
      done = close + 1;
    }
    return out.append(sql, done, sql.length()).toString();
  }

  private static int closing(String sql, int from) {
    int depth = 1;
    for (int i = from; i < sql.length(); i++) {
      depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("a bracket of $__conditionalAll is not closed");
  }

  private String macro(MatchResult match) {
    String column = match.group(2);
    String name = match.group(1) == null ? match.group(3) : match.group(1);
    return switch (name) {
      case "timeFilter" ->
          column + " >= " + instant(from) + " AND " + column + " <= " + instant(until);
      case "timeInterval" ->
          "toStartOfInterval(toDateTime(" + column + "), INTERVAL " + intervalSeconds + " second)";
      case "fromTime" -> instant(from);
      case "toTime" -> instant(until);
      case "interval_s" -> Long.toString(intervalSeconds);
      default -> throw new IllegalArgumentException("the macro " + name + " is not known");
    };
  }

  private static String instant(long millis) {
    return "toDateTime(" + Math.floorDiv(millis, 1_000) + ")";
  }

  private String variable(MatchResult match) {
    String name = match.group(1) == null ? match.group(3) : match.group(1);
    String form = match.group(2);
    if (!"singlequote".equals(form)) {
      throw new IllegalArgumentException(
          "the variable " + name + " must be quoted: ${" + name + ":singlequote}");
    }
    return chosen(name).stream().map(BoardSql::quoted).collect(Collectors.joining(","));
  }

  private List<String> chosen(String name) {
    List<String> values = variables.get(name);
    if (values == null || values.isEmpty()) {
      throw new IllegalArgumentException("nothing is chosen for " + name);
    }
    return values;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
