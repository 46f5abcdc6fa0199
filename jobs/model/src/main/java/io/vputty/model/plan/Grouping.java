package io.vputty.model.plan;

import java.util.Arrays;

/** What belongs to each of some groups, as two arrays. */
final class Grouping {

  private final int[] first;
  private final int[] grouped;

  /**
   * The things 0, 1, ... by their groups.
   *
   * @param groupOf group of each thing
   */
  Grouping(int[] groupOf, int groups) {
    this.first = new int[groups + 1];
    for (int group : groupOf) {
      first[group + 1]++;
    }
    for (int group = 0; group < groups; group++) {
      first[group + 1] += first[group];
    }
    this.grouped = new int[groupOf.length];
    int[] next = first.clone();
    for (int thing = 0; thing < groupOf.length; thing++) {
      grouped[next[groupOf[thing]]++] = thing;
    }
  }

  int groups() {
    return first.length - 1;
  }

  /** The things of a group, ascending. */
  int[] of(int group) {
    return Arrays.copyOfRange(grouped, first[group], first[group + 1]);
  }
}
