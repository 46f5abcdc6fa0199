package io.vputty.bench.drift.nab.faults;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Gives every minute of an edge a score; the larger, the more it looks like a change. */
@FunctionalInterface
interface Rule {

  /** Scores of all minutes; 0 for none. */
  double[] scores(CallGraph graph, CallGraph.Edge edge);

  /** The job's detector with a threshold in nats: 1 in the minute of an alarm, 0 otherwise. */
  static Rule detector(double threshold) {
    return (graph, edge) -> {
      EdgeWatch watch = new EdgeWatch(threshold);
      return IntStream.range(0, edge.calls().length)
          .mapToDouble(i -> alarm(watch, graph.minutes()[i], edge.calls()[i]))
          .toArray();
    };
  }

  /**
   * Distance from the mean of all minutes before, in their standard deviations, once there are as
   * many as the detector learns from.
   *
   * @param limit below which a distance counts as none
   */
  static Rule gaussian(double limit) {
    return (graph, edge) -> {
      double[] scores = new double[edge.calls().length];
      for (int i = EdgeWatch.learnPanes() + 1; i < scores.length; i++) {
        double distance = distance(Arrays.copyOf(edge.calls(), i), edge.calls()[i]);
        scores[i] = distance < limit ? 0 : distance;
      }
      return scores;
    };
  }

  private static double alarm(EdgeWatch watch, int minute, double calls) {
    return watch.take(60_000L * (minute + 1), calls) == null ? 0 : 1;
  }

  private static double distance(double[] before, double calls) {
    double mean = Arrays.stream(before).average().orElse(0);
    double variance =
        Arrays.stream(before).map(value -> (value - mean) * (value - mean)).average().orElse(0);
    return variance == 0 ? 0 : Math.abs(calls - mean) / Math.sqrt(variance);
  }
}
