package zhijiao.core.fact;

/** How a tag found its place. Only {@link #GPS} (satellite) can make a violation; the others can only exculpate. */
public enum FixSource {
  GPS,
  WIFI,
  CELL
}
