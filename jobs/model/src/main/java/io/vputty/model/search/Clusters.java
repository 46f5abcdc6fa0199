package io.vputty.model.search;

import java.util.Arrays;

/** Units by the cluster that they are in; clusters are numbered from 0 and none is empty. */
final class Clusters {

  private static final double LEAST_SHRINKING = 0.95;

  final int count;
  private final int[] clusterOf;

  Clusters(int[] clusterOf) {
    this.clusterOf = clusterOf;
    this.count = 1 + Arrays.stream(clusterOf).max().orElse(-1);
  }

  int units() {
    return clusterOf.length;
  }

  int of(int unit) {
    return clusterOf[unit];
  }

  /** Whether they are fewer than the units by so much that merging was worth it. */
  boolean areFewer() {
    return count <= LEAST_SHRINKING * clusterOf.length;
  }

  /** Units of each cluster, ascending. */
  int[][] members() {
    int[] sizes = new int[count];
    for (int cluster : clusterOf) {
      sizes[cluster]++;
    }
    int[][] members = new int[count][];
    for (int cluster = 0; cluster < count; cluster++) {
      members[cluster] = new int[sizes[cluster]];
    }
    for (int unit = clusterOf.length - 1; unit >= 0; unit--) {
      members[clusterOf[unit]][--sizes[clusterOf[unit]]] = unit;
    }
    return members;
  }
}
