package io.vputty.model.plan;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Amounts between two numbered things, one array a column. */
final class PairRows {

  private final int[] from;
  private final int[] to;
  private final double[] amounts;

  private PairRows(int[] from, int[] to, double[] amounts) {
    this.from = from;
    this.to = to;
    this.amounts = amounts;
  }

  int[] from() {
    return from;
  }

  int[] to() {
    return to;
  }

  double[] amounts() {
    return amounts;
  }

  /** Rows as they come. */
  static final class Builder {

    private final IntStream.Builder from = IntStream.builder();
    private final IntStream.Builder to = IntStream.builder();
    private final DoubleStream.Builder amounts = DoubleStream.builder();

    void add(int one, int other, double amount) {
      from.add(one);
      to.add(other);
      amounts.add(amount);
    }

    PairRows build() {
      return new PairRows(from.build().toArray(), to.build().toArray(), amounts.build().toArray());
    }
  }
}
