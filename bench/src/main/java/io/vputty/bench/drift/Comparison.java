package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Contender;
import io.vputty.bench.drift.contender.Counts;
import io.vputty.bench.drift.contender.Traffic;
import java.util.ArrayList;
import java.util.List;

/**
 * All contenders on one kind of traffic, each change that is planted in it.
 *
 * @param traffic the kind
 * @param rows of the contenders, the oracle last
 */
record Comparison(Traffic traffic, List<Row> rows) {

  static final List<Double> FACTORS = List.of(4.0, 2.0, 1.25, 0.5, 0.0);

  /** Changes for which small shifts are tested. */
  static final List<Double> SMALL_FACTORS = List.of(1.25, 1.5, 2.0);

  private static final List<Contender> TUNED =
      List.of(Contender.OURS, Contender.PAGE_HINKLEY, Contender.ADWIN, Contender.MIDAS);
  private static final double[] SIZES = {4, Counts.POISSON};
  private static final double[] MEANS = {1, 10, 100};

  /** Every kind of traffic. */
  static List<Comparison> all(Effort effort) {
    List<Comparison> all = new ArrayList<>();
    for (double size : SIZES) {
      for (double mean : MEANS) {
        Traffic traffic = new Traffic(mean, size);
        System.err.printf("comparing: %s, mean %.0f%n", traffic.burstiness(), mean);
        all.add(of(traffic, FACTORS.stream().map(Change::of).toList(), effort, true));
      }
    }
    return all;
  }

  /** Bursty edges that come late, after nothing. */
  static List<Comparison> appearing(Effort effort) {
    List<Comparison> all = new ArrayList<>();
    for (double mean : MEANS) {
      System.err.printf("appearing: mean %.0f%n", mean);
      Change change = new Change(0, 1, Change.LEARNED, 0);
      all.add(of(new Traffic(mean, 4), List.of(change), effort, false));
    }
    return all;
  }

  /** The bursty edge of mean 10 under other conditions. */
  static Comparison under(int learned, double missing, Effort effort) {
    System.err.printf("learned %d, missing %.1f%n", learned, missing);
    List<Change> changes =
        FACTORS.stream().map(factor -> new Change(1, factor, learned, missing)).toList();
    return of(new Traffic(10, 4), changes, effort, true);
  }

  /** Ours with and without its test for small shifts. */
  static List<Comparison> ofSmallShifts(Effort effort) {
    List<Comparison> all = new ArrayList<>();
    for (double size : SIZES) {
      for (double mean : List.of(10.0, 100.0)) {
        System.err.printf("small shifts: mean %.0f%n", mean);
        Traffic traffic = new Traffic(mean, size);
        List<Change> changes = SMALL_FACTORS.stream().map(Change::of).toList();
        all.add(
            new Comparison(
                traffic,
                List.of(
                    Row.asked(Contender.OURS, traffic, changes, effort),
                    Row.asked(Contender.OURS_WITHOUT_RISE, traffic, changes, effort))));
      }
    }
    return all;
  }

  private static Comparison of(
      Traffic traffic, List<Change> changes, Effort effort, boolean withOracle) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.asked(Contender.OURS, traffic, changes, effort));
    for (Contender contender : TUNED) {
      rows.add(Row.tuned(contender, traffic, changes, effort));
    }
    if (withOracle) {
      rows.add(Row.oracle(traffic, changes, effort));
    }
    return new Comparison(traffic, List.copyOf(rows));
  }

  /** The row with that title. */
  Row row(String title) {
    return rows.stream().filter(row -> row.title().equals(title)).findFirst().orElseThrow();
  }
}
