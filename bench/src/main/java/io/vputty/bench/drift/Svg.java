package io.vputty.bench.drift;

import java.util.Locale;

/**
 * A small drawing with logarithmic y axis, in greys and colours that are seen on black and white.
 */
final class Svg {

  static final int WIDTH = 720;

  private static final int HEIGHT = 300;
  private static final int LEFT = 60;
  private static final int TOP = 30;
  private static final int BOTTOM = 260;
  private static final String GREY = "#808080";
  private static final String[] COLOURS = {
    "#2f81f7", "#d29922", "#3fa34d", "#a371f7", "#e5534b", GREY
  };

  private final double least;
  private final double most;
  private final StringBuilder text = new StringBuilder();

  Svg(double least, double most, String title) {
    this.least = least;
    this.most = most;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-size=\"12\""
            + " font-family=\"sans-serif\" fill=\"%s\">",
        WIDTH, HEIGHT, GREY);
    label(LEFT, 16, title);
    for (double power = least; power <= most; power *= 10) {
      line(LEFT, power, WIDTH - 10, power, 5, "1 3");
      label(8, y(power) + 4, Numbers.plain(power));
    }
  }

  void label(double x, double y, String words) {
    add("<text x=\"%.1f\" y=\"%.1f\">%s</text>", x, y, words);
  }

  /** Words below the x axis. */
  void tick(double x, String words) {
    label(x, BOTTOM + 18, words);
  }

  /** What a colour means, at the foot. */
  void key(int colour, String words) {
    double x = LEFT + colour * 110;
    add(
        "<rect x=\"%.1f\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>",
        x, HEIGHT - 14, COLOURS[colour]);
    label(x + 14, HEIGHT - 5, words);
  }

  void bar(double x, double width, double value, int colour) {
    double top = y(value);
    add(
        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
        x, top, width, BOTTOM - top, COLOURS[colour]);
  }

  void line(double fromX, double from, double toX, double to, int colour, String dashes) {
    add(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"1.5\""
            + " stroke-dasharray=\"%s\"/>",
        fromX, y(from), toX, y(to), COLOURS[colour], dashes);
  }

  private double y(double value) {
    double share = Math.log(Math.max(least, Math.min(most, value)) / least);
    return BOTTOM - (BOTTOM - TOP) * share / Math.log(most / least);
  }

  private void add(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  String done() {
    return text + "</svg>\n";
  }
}
