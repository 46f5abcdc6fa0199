package io.vputty.model.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Annealing of whole hosts' contents, then of ever smaller clusters, then of units: what no single
 * step would carry goes as a group.
 *
 * <p>Only units on one host are merged, so that every level starts from the placement as it is.
 * Prices of migrations are left to the finest level: parts of a cluster may have come from
 * different hosts.
 *
 * <p>A V-cycle after Walshaw, J. Comb. Optim. (2004).
 */
final class Multilevel {

  private static final int MOST_LEVELS = 24;

  private final List<Placement> levels = new ArrayList<>();
  private final List<Clusters> clusters = new ArrayList<>();

  /** Levels of a placement, which is changed. */
  Multilevel(Placement placement, SplittableRandom random) {
    levels.add(placement);
    for (int level = 0; level < MOST_LEVELS; level++) {
      Placement fine = levels.get(level);
      Clusters next =
          Coarsening.clusters(
              fine.units,
              fine.arcs,
              fine.host,
              Coarsening.Bond.SAME_HOST,
              Coarsening.Limits.NONE,
              random);
      if (!next.areFewer()) {
        break;
      }
      clusters.add(next);
      levels.add(new Placement(fine, next));
    }
  }

  /** Anneals every level, the coarsest first, with an equal part of the evaluations each. */
  void anneal(double warmth, long evaluations, SplittableRandom random) {
    for (int level = levels.size() - 1; level >= 0; level--) {
      Placement coarse = levels.get(level);
      new Annealing(coarse, new Budget(Integer.MAX_VALUE, evaluations), 0, random.nextLong())
          .run(warmth, evaluations / levels.size());
      if (level > 0) {
        Clusters by = clusters.get(level - 1);
        int[] goal = new int[by.units()];
        Arrays.setAll(goal, unit -> coarse.host[by.of(unit)]);
        levels.get(level - 1).become(goal);
      }
    }
  }
}
