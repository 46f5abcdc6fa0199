package io.vputty.bench.drift.contender;

/**
 * Page-Hinkley's test in both directions (Page, Biometrika 41, 1954; Hinkley, Biometrika 58, 1971):
 * how far the sum of the errors from the running mean is above its minimum, or below its maximum.
 * Errors are in running standard deviations, since raw counts have no common scale; a quarter of
 * one is allowed for.
 */
final class PageHinkley implements Watch {

  private static final double ALLOWED = 0.25;

  private int windows;
  private double mean;
  private double squares;
  private double up;
  private double down;
  private int upOnset;
  private int downOnset;

  @Override
  public double take(int window, double count) {
    windows++;
    double error = count - mean;
    mean += error / windows;
    squares += error * (count - mean);
    if (windows <= WARM_UP) {
      upOnset = window;
      downOnset = window;
      return 0;
    }
    double spread = Math.sqrt(Math.max(squares / windows, Math.max(mean, 1.0 / windows)));
    up = Math.max(0, up + (count - mean) / spread - ALLOWED);
    down = Math.max(0, down - (count - mean) / spread - ALLOWED);
    upOnset = up == 0 ? window : upOnset;
    downOnset = down == 0 ? window : downOnset;
    return Math.max(up, down);
  }

  @Override
  public int onset() {
    return up > down ? upOnset : downOnset;
  }
}
