package io.vputty.bench.planner.instance;

import java.util.Map;
import java.util.TreeMap;

/**
 * What traffic of past windows says of the next: an edge's weights to a power below 1, so that one
 * burst counts less than as much traffic in several windows, in two memories, of which one keeps
 * the last windows and one a long past; and the more, the busier both its ends are beside the
 * whole.
 *
 * @param quick what a window counts beside the next in the short memory
 * @param slow what it counts in the long one
 * @param quickShare share of the short memory
 * @param power power of weights
 * @param ends what an edge gains of the product of its ends' sums over the sum of all
 */
public record TrafficMemory(
    double quick, double slow, double quickShare, double power, double ends) {

  /** The last window alone. */
  public static final TrafficMemory NONE = fading(0);

  /** One memory, of which each window counts so much beside the next. */
  public static TrafficMemory fading(double decay) {
    return new TrafficMemory(decay, decay, 1, 1, 0);
  }

  /** What a window counts that was so many before the last. */
  double weight(int age) {
    return quickShare * (1 - quick) * Math.pow(quick, age)
        + (1 - quickShare) * (1 - slow) * Math.pow(slow, age);
  }

  /**
   * Raises what was remembered by how busy the ends are.
   *
   * @param sums what was remembered, keyed by {@code smaller * vms + larger} of the ends
   */
  Map<Long, Double> raised(Map<Long, Double> sums, int vms) {
    if (ends <= 0) {
      return sums;
    }
    double[] sumOf = new double[vms];
    double all = 0;
    for (Map.Entry<Long, Double> edge : sums.entrySet()) {
      sumOf[(int) (edge.getKey() / vms)] += edge.getValue();
      sumOf[(int) (edge.getKey() % vms)] += edge.getValue();
      all += 2 * edge.getValue();
    }
    Map<Long, Double> raised = new TreeMap<>();
    for (Map.Entry<Long, Double> edge : sums.entrySet()) {
      double product = sumOf[(int) (edge.getKey() / vms)] * sumOf[(int) (edge.getKey() % vms)];
      raised.put(edge.getKey(), edge.getValue() + ends * product / all);
    }
    return raised;
  }
}
