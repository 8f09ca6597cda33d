package io.bluewake.commands;

import java.util.Locale;

/** A small drawing in SVG: axes with ticks, histograms, points, polygons. */
final class SvgPlot {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 330;
  private static final int LEFT = 56;
  private static final int BOTTOM = 42;
  private static final int TOP = 26;
  private static final int RIGHT = 12;
  private static final int TICKS = 5;

  private final StringBuilder body = new StringBuilder();
  private final double x0;
  private final double x1;
  private final double y0;
  private final double y1;
  private int legend;

  /**
   * Begins a plot.
   *
   * @param x0 left end of the axis
   * @param x1 right end
   * @param y0 lower end
   * @param y1 upper end
   */
  SvgPlot(String title, String xLabel, String yLabel, double x0, double x1, double y0, double y1) {
    this.x0 = x0;
    this.x1 = x1;
    this.y0 = y0;
    this.y1 = y1;
    text((LEFT + WIDTH - RIGHT) / 2.0, 16, "middle", "bold", title);
    text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 6, "middle", "normal", xLabel);
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"13\" y=\"%.1f\" transform=\"rotate(-90 13 %.1f)\""
                + " text-anchor=\"middle\">%s</text>%n",
            HEIGHT / 2.0,
            HEIGHT / 2.0,
            escaped(yLabel)));
    for (double x : ticks(x0, x1)) {
      text(px(x), HEIGHT - BOTTOM + 14, "middle", "normal", number(x));
    }
    for (double y : ticks(y0, y1)) {
      text(LEFT - 4, py(y) + 4, "end", "normal", number(y));
    }
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\" stroke=\"#888\"/>%n",
            LEFT,
            TOP,
            WIDTH - LEFT - RIGHT,
            HEIGHT - TOP - BOTTOM));
  }

  /** Round numbers from one end to the other: multiples of 1, 2 or 5 times a power of ten. */
  static double[] ticks(double from, double to) {
    double power = Math.pow(10, Math.floor(Math.log10((to - from) / TICKS)));
    double rough = (to - from) / TICKS / power;
    double step = power * (rough <= 1 ? 1 : rough <= 2 ? 2 : rough <= 5 ? 5 : 10);
    long first = (long) Math.ceil(from / step - 1e-9);
    long last = (long) Math.floor(to / step + 1e-9);
    double[] ticks = new double[(int) (last - first + 1)];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = (first + i) * step;
    }
    return ticks;
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3g", value);
    return Math.abs(value) < 1e-12
        ? "0"
        : text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void text(double x, double y, String anchor, String weight, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-weight=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            weight,
            escaped(text)));
  }

  private double px(double x) {
    return LEFT + (x - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT);
  }

  private double py(double y) {
    return HEIGHT - BOTTOM - (y - y0) / (y1 - y0) * (HEIGHT - TOP - BOTTOM);
  }

  private boolean inside(double x, double y) {
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }

  /** Names a colour. */
  SvgPlot legend(String name, String colour) {
    double y = TOP + 16 + 15.0 * legend++;
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>%n",
            WIDTH - RIGHT - 90,
            y - 9,
            colour));
    text(WIDTH - RIGHT - 75, y, "start", "normal", name);
    return this;
  }

  /** Draws values between the ends of the x axis as steps, as parts of all. */
  SvgPlot histogram(double[] values, int bins, String colour) {
    double[] counts = counts(values, x0, x1, bins);
    StringBuilder path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%.1f %.1f", px(x0), py(0)));
    for (int b = 0; b < bins; b++) {
      double y = py(Math.min(y1, counts[b]));
      path.append(String.format(Locale.ROOT, "V%.1fH%.1f", y, px(x0 + (x1 - x0) * (b + 1) / bins)));
    }
    path.append(String.format(Locale.ROOT, "V%.1f", py(0)));
    body.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
            path,
            colour));
    return this;
  }

  /** Parts of the values in bins; those outside count for the whole. */
  static double[] counts(double[] values, double from, double to, int bins) {
    double[] counts = new double[bins];
    for (double v : values) {
      int bin = (int) Math.floor((v - from) / (to - from) * bins);
      if (v >= from && bin < bins) {
        counts[bin] += 1.0 / values.length;
      }
    }
    return counts;
  }

  /** Draws points. */
  SvgPlot points(double[] x, double[] y, String colour) {
    for (int i = 0; i < x.length; i++) {
      if (inside(x[i], y[i])) {
        body.append(
            String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\" fill-opacity=\"0.6\"/>%n",
                px(x[i]),
                py(y[i]),
                colour));
      }
    }
    return this;
  }

  /** Draws a spot of the size of a pixel. */
  SvgPlot spot(double x, double y, double radius, String colour) {
    if (inside(x, y)) {
      body.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.2f\" fill=\"%s\"/>%n",
              px(x),
              py(y),
              radius / (x1 - x0) * (WIDTH - LEFT - RIGHT),
              colour));
    }
    return this;
  }

  /** The drawing. */
  String svg() {
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"11\">%n",
            WIDTH,
            HEIGHT)
        + body
        + "</svg>\n";
  }
}
