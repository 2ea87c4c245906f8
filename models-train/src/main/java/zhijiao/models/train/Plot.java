package zhijiao.models.train;

import java.util.List;
import java.util.Locale;

/** Pictures as SVG inside a page: colours and fonts are the page's, so that they follow light and dark. */
final class Plot {

  private static final int LEFT = 46;
  private static final int BOTTOM = 40;
  private static final int TOP = 12;
  private static final int RIGHT = 14;
  private static final double TWO_SIDED_95 = 1.96;

  private final StringBuilder svg = new StringBuilder();
  private final int width;
  private final int height;
  private final double from;
  private final double to;
  private final double highest;

  private Plot(String label, int width, int height, double from, double to, double highest) {
    this.width = width;
    this.height = height;
    this.from = from;
    this.to = to;
    this.highest = highest;
    svg.append(
        text(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            width, height, escaped(label)));
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private double x(double value) {
    return LEFT + (value - from) / (to - from) * (width - LEFT - RIGHT);
  }

  private double y(double value) {
    return TOP + (1 - value / highest) * (height - TOP - BOTTOM);
  }

  private void axes(String across, String up) {
    for (int i = 0; i <= 5; i++) {
      double v = from + (to - from) * i / 5;
      svg.append(
          text(
              "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
                  + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(v), TOP, x(v), height - BOTTOM, x(v), height - BOTTOM + 14, tick(v, to)));
      double w = highest * i / 5;
      svg.append(
          text(
              "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT, y(w), width - RIGHT, y(w), LEFT - 5, y(w) + 3.5, tick(w, highest)));
    }
    svg.append(
        text(
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
            (LEFT + width - RIGHT) / 2.0, height - 6, escaped(across)));
    svg.append(
        text(
            "<text transform=\"translate(11,%.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>",
            (TOP + height - BOTTOM) / 2.0, escaped(up)));
  }

  private static String tick(double value, double highest) {
    return text(value == 0 || highest >= 0.2 ? "%.1f" : "%.3f", value);
  }

  private void line(String style, double[] xs, double[] ys) {
    svg.append("<polyline class=\"").append(style).append("\" points=\"");
    for (int i = 0; i < xs.length; i++) {
      if (Double.isFinite(ys[i])) {
        svg.append(text("%.1f,%.1f ", x(xs[i]), y(ys[i])));
      }
    }
    svg.append("\"/>");
  }

  private String done() {
    return svg + "</svg>";
  }

  /** What was said against what happened, with 95 % of chance around each point. */
  static String reliability(String label, Measures measures, int size) {
    Plot plot = new Plot(label, size, size, 0, 1, 1);
    plot.axes("said · 预测", "happened · 实际");
    plot.line("ideal", new double[] {0, 1}, new double[] {0, 1});
    double[] xs = measures.bins().stream().mapToDouble(Measures.Bin::mean).toArray();
    double[] ys = measures.bins().stream().mapToDouble(Measures.Bin::rate).toArray();
    for (Measures.Bin bin : measures.bins()) {
      double half = TWO_SIDED_95 * bin.error();
      plot.svg.append(
          text(
              "<line class=\"whisker\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
              plot.x(bin.mean()),
              plot.y(Math.max(0, bin.rate() - half)),
              plot.x(bin.mean()),
              plot.y(Math.min(1, bin.rate() + half))));
    }
    plot.line("line0", xs, ys);
    for (Measures.Bin bin : measures.bins()) {
      plot.svg.append(
          text(
              "<circle class=\"dot0\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.2\"><title>said %.3f, happened"
                  + " %.3f, %d people</title></circle>",
              plot.x(bin.mean()), plot.y(bin.rate()), bin.mean(), bin.rate(), bin.size()));
    }
    return plot.done();
  }

  /** How many people have which probability. */
  static String histogram(String label, double[] values, double threshold) {
    int bins = 40;
    double[] shares = new double[bins];
    for (double value : values) {
      shares[Math.min(bins - 1, (int) (value * bins))] += 1.0 / values.length;
    }
    double highest = 0;
    for (double share : shares) {
      highest = Math.max(highest, share);
    }
    Plot plot = new Plot(label, 460, 300, 0, 1, Math.max(0.02, Math.ceil(highest * 50) / 50));
    plot.axes("probability · 概率", "share of people · 人数占比");
    for (int i = 0; i < bins; i++) {
      double left = plot.x((double) i / bins);
      double right = plot.x((i + 1.0) / bins);
      plot.svg.append(
          text(
              "<rect class=\"bar0\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              left + 0.5, plot.y(shares[i]), right - left - 1, plot.y(0) - plot.y(shares[i])));
    }
    plot.svg.append(
        text(
            "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
            plot.x(threshold), TOP, plot.x(threshold), 300 - BOTTOM));
    return plot.done();
  }

  /** One line for each name over thresholds. */
  static String lines(String label, String up, double[] thresholds, List<double[]> lines) {
    Plot plot = new Plot(label, 460, 300, 0, 1, 1);
    plot.axes("threshold · 阈值", up);
    for (int i = 0; i < lines.size(); i++) {
      plot.line("line" + i % 7, thresholds, lines.get(i));
    }
    return plot.done();
  }

  /** Bars with their names and numbers; below zero to the left of nothing, so that only their number shows. */
  static String bars(
      String label, List<String> names, double[] values, double[] errors, String format) {
    int row = 24;
    int nameWidth = 400;
    int height = row * names.size() + 6;
    double most = 1e-12;
    for (int i = 0; i < values.length; i++) {
      most = Math.max(most, values[i] + TWO_SIDED_95 * errors[i]);
    }
    StringBuilder svg = new StringBuilder();
    svg.append(
        text(
            "<svg viewBox=\"0 0 720 %d\" role=\"img\" aria-label=\"%s\">", height, escaped(label)));
    double scale = 240 / most;
    for (int i = 0; i < names.size(); i++) {
      double middle = row * i + row / 2.0 + 3;
      double length = Math.max(0, values[i]) * scale;
      svg.append(
          text(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              nameWidth - 8, middle + 4, escaped(names.get(i))));
      svg.append(
          text(
              "<rect class=\"bar0\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%d\"/>",
              nameWidth, middle - 7, length, 14));
      double end = Math.max(0, values[i] + TWO_SIDED_95 * errors[i]) * scale;
      if (errors[i] > 0) {
        svg.append(
            text(
                "<line class=\"whisker\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                nameWidth + Math.max(0, values[i] - TWO_SIDED_95 * errors[i]) * scale,
                middle,
                nameWidth + end,
                middle));
      }
      svg.append(
          text(
              "<text x=\"%.1f\" y=\"%.1f\">%s</text>",
              nameWidth + Math.max(length, end) + 6, middle + 4, text(format, values[i])));
    }
    return svg + "</svg>";
  }
}
