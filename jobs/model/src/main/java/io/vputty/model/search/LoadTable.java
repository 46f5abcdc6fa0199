package io.vputty.model.search;

/** What units load their hosts with, period by period, and what hosts cost for it. */
public final class LoadTable {

  /** Nothing is known, and nothing costs. */
  public static final LoadTable NONE = new LoadTable(0, new double[0], new double[0][], 0);

  final int periods;
  final double[] loadOf;
  final double[] idle;
  final double[] perCore;
  final double[] limit;
  final double contention;

  /**
   * Takes the arrays, which must not change afterwards.
   *
   * @param periods periods of a profile; 0 if there are no loads
   * @param loadOf load of each unit in each period, the unit's periods one after another, cores
   * @param hosts for each host: what it costs while it carries a VM ($ per hour), what each busy
   *     core adds ($ per hour), and the load above which its VMs contend (cores)
   * @param contention each core of the mean excess, $ per hour
   */
  public LoadTable(int periods, double[] loadOf, double[][] hosts, double contention) {
    this.periods = periods;
    this.loadOf = loadOf;
    this.idle = column(hosts, 0);
    this.perCore = column(hosts, 1);
    this.limit = column(hosts, 2);
    this.contention = contention;
  }

  private LoadTable(LoadTable fine, double[] loadOf) {
    this.periods = fine.periods;
    this.loadOf = loadOf;
    this.idle = fine.idle;
    this.perCore = fine.perCore;
    this.limit = fine.limit;
    this.contention = fine.contention;
  }

  private static double[] column(double[][] rows, int number) {
    double[] column = new double[rows.length];
    for (int row = 0; row < rows.length; row++) {
      column[row] = rows[row][number];
    }
    return column;
  }

  /** Whether hosts cost nothing by themselves. */
  boolean isEmpty() {
    return idle.length == 0;
  }

  /** The loads of clusters. */
  LoadTable merged(Clusters clusters) {
    double[] sums = new double[clusters.count * periods];
    for (int at = 0; at < loadOf.length; at++) {
      sums[clusters.of(at / periods) * periods + at % periods] += loadOf[at];
    }
    return new LoadTable(this, sums);
  }
}
