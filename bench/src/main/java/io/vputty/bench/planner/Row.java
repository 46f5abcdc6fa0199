package io.vputty.bench.planner;

import java.util.Locale;

/**
 * What one run gave.
 *
 * @param percent moves allowed, % of the VMs; 100 is no limit
 * @param ratio cost / cost of the start
 * @param moves VMs away from home at the end
 * @param cpuSeconds CPU time of the run, seconds
 */
record Row(
    String instance,
    String contender,
    double percent,
    long seed,
    double ratio,
    int moves,
    double cpuSeconds) {

  static final String HEAD = "instance\tcontender\tpercent\tseed\tratio\tmoves\tcpu_seconds";

  static Row parse(String line) {
    String[] fields = line.split("\t", -1);
    return new Row(
        fields[0],
        fields[1],
        Double.parseDouble(fields[2]),
        Long.parseLong(fields[3]),
        Double.parseDouble(fields[4]),
        Integer.parseInt(fields[5]),
        Double.parseDouble(fields[6]));
  }

  boolean is(String otherInstance, String otherContender, double otherPercent) {
    return instance.equals(otherInstance)
        && contender.equals(otherContender)
        && Math.abs(percent - otherPercent) < 1e-9;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s\t%s\t%s\t%d\t%.6f\t%d\t%.3f",
        instance,
        contender,
        percent,
        seed,
        ratio,
        moves,
        cpuSeconds);
  }
}
