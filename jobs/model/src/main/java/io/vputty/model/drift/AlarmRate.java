package io.vputty.model.drift;

/**
 * How many false alarms a domain puts up with, as the threshold that keeps to it.
 *
 * <p>All live edges together see edges * panes a day; with so many between two false alarms of one
 * edge (its average run length, ARL), a day has as many as asked. With a known baseline a threshold
 * of ln(ARL) would do (Lorden, Ann. Math. Stat. 42, 1971). Learned baselines and four tests at once
 * cost more: {@value #NATS_PER_NAT} nats for each of them, fitted to the mean at which bursty edges
 * of size 4 are worst, 1 to 3 samples a pane, by the simulation whose table is in docs/drift.md. It
 * measures average run lengths up to some 10^6 panes; what is asked beyond that is the same line
 * drawn on. It is an edge's first false alarm that counts: mostly another takes it back.
 *
 * @param falseAlarmsPerDay false alarms that a domain may see in a day
 */
public record AlarmRate(double falseAlarmsPerDay) {

  private static final double NATS_PER_NAT = 1.2;
  private static final double OFFSET = -3.04;
  private static final double LEAST = 6;
  private static final double MOST = 40;
  private static final double MS_PER_DAY = 86_400_000;

  public AlarmRate {
    if (!(falseAlarmsPerDay > 0)) {
      throw new IllegalArgumentException(
          "falseAlarmsPerDay (%s) must be positive".formatted(falseAlarmsPerDay));
    }
  }

  /** One in a day. */
  public static AlarmRate defaults() {
    return new AlarmRate(1);
  }

  /** The threshold for so many edges at a pane length, nats. */
  public double threshold(long liveEdges, long paneMs) {
    if (liveEdges < 0 || paneMs <= 0) {
      throw new IllegalArgumentException(
          "liveEdges (%s) must not be negative, paneMs (%s) must be positive"
              .formatted(liveEdges, paneMs));
    }
    return threshold(Math.max(1, liveEdges) * (MS_PER_DAY / paneMs) / falseAlarmsPerDay);
  }

  /** The threshold at which an edge has one false alarm in so many panes, nats. */
  public static double threshold(double panesBetweenAlarms) {
    double nats = NATS_PER_NAT * Math.log(Math.max(1, panesBetweenAlarms)) + OFFSET;
    return Math.max(LEAST, Math.min(MOST, nats));
  }
}
