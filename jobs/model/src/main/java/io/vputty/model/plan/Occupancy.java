package io.vputty.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Where vertices are, and which of them are on each host. */
final class Occupancy {

  private final int[] hostOf;
  private final List<NavigableSet<Integer>> on = new ArrayList<>();

  /**
   * The vertices where they are.
   *
   * @param hostOf host of each vertex; becomes part of this
   */
  Occupancy(int[] hostOf, int hosts) {
    this.hostOf = hostOf;
    for (int host = 0; host < hosts; host++) {
      on.add(new TreeSet<>());
    }
    for (int vertex = 0; vertex < hostOf.length; vertex++) {
      on.get(hostOf[vertex]).add(vertex);
    }
  }

  /** Host of each vertex; not to be changed. */
  int[] hosts() {
    return hostOf;
  }

  /** The vertices on a host, in order; a view. */
  NavigableSet<Integer> on(int host) {
    return on.get(host);
  }

  void move(int vertex, int target) {
    on.get(hostOf[vertex]).remove(vertex);
    hostOf[vertex] = target;
    on.get(target).add(vertex);
  }
}
