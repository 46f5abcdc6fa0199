package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import java.util.List;
import java.util.stream.LongStream;

/** A way from the start of an instance to a better placement. */
public interface Contender {

  /** Name in tables. */
  String name();

  /** Whether it can do with fewer moves than there are VMs. */
  boolean keepsBudgets();

  /** Whether its result depends on the seed. */
  boolean isRandom();

  /** Whether it is on this machine. */
  default boolean isHere() {
    return true;
  }

  /** Whether it is for instances of this size. */
  default boolean takes(Instance instance) {
    return true;
  }

  /** Readies a run; everything that is not to be measured is done here. */
  Run ready(Instance instance, int migrations, long seed);

  /** All of them. */
  static List<Contender> all() {
    return List.of(
        new Ours(),
        new BestFirst(),
        new SCore(),
        new Starling(),
        new Metis(),
        new Scotch(),
        new CpSat());
  }

  /** Seeds to run with. */
  default long[] seeds(boolean unlimited) {
    return LongStream.rangeClosed(1, !isRandom() ? 1 : unlimited ? 5 : 3).toArray();
  }

  /** What is measured. */
  interface Run {

    /** The host of each VM. */
    int[] hosts();
  }
}
