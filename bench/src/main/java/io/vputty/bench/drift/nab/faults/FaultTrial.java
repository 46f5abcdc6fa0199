package io.vputty.bench.drift.nab.faults;

import io.vputty.bench.drift.nab.faults.CallGraph.Edge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a rule's alarms on all edges say of the faults.
 *
 * <p>A fault is found by an alarm on an edge of its service, at the end of a minute no later than
 * six after the injection. An alarm on any other edge is false. All recorded minutes are of some
 * fault, so nothing is said of quiet times.
 */
final class FaultTrial {

  private final CallGraph graph;
  private final List<Alarm> alarms;

  /**
   * An alarm.
   *
   * @param minute of the day at whose end it came
   * @param score what the rule gave it
   */
  record Alarm(Edge edge, int minute, double score) {}

  private FaultTrial(CallGraph graph, List<Alarm> alarms) {
    this.graph = graph;
    this.alarms = alarms;
  }

  /** Takes every minute with a score as an alarm. */
  static FaultTrial all(CallGraph graph, Rule rule) {
    return new FaultTrial(graph, alarms(graph, rule));
  }

  /** Takes only so many, those with the highest scores. */
  static FaultTrial highest(CallGraph graph, Rule rule, int count) {
    List<Alarm> alarms = alarms(graph, rule);
    alarms.sort(Comparator.comparingDouble(Alarm::score).reversed());
    return new FaultTrial(graph, alarms.subList(0, Math.min(count, alarms.size())));
  }

  /** How many alarms there are. */
  int alarms() {
    return alarms.size();
  }

  /** How many faults of some kind are found. */
  int found(Predicate<Fault> kind) {
    return (int) graph.faults().stream().filter(kind).filter(this::finds).count();
  }

  /** How many faults would be found if they had been in another service, on average of all. */
  double foundByChance(Predicate<Fault> kind) {
    double found = 0;
    for (Fault fault : graph.faults().stream().filter(kind).toList()) {
      List<String> others =
          graph.services().stream().filter(other -> !other.equals(fault.service())).toList();
      found +=
          (double) others.stream().filter(other -> finds(fault.in(other))).count() / others.size();
    }
    return found;
  }

  /** Middle of the times from injection to the first alarm, minutes; NaN if nothing is found. */
  double medianDelayMinutes() {
    double[] delays =
        graph.faults().stream()
            .filter(this::finds)
            .mapToDouble(
                fault ->
                    of(fault).stream().mapToInt(a -> fault.delaySeconds(a.minute())).min().orElse(0)
                        / 60.0)
            .sorted()
            .toArray();
    int half = delays.length / 2;
    if (delays.length == 0) {
      return Double.NaN;
    }
    return delays.length % 2 == 1 ? delays[half] : (delays[half - 1] + delays[half]) / 2;
  }

  /** Alarms on edges of no faulty service, for each ten thousand minutes of such edges. */
  double falsePerTenThousand() {
    int minutes = 0;
    for (int minute : graph.minutes()) {
      for (Edge edge : graph.edges()) {
        minutes += faulty(edge, minute) ? 0 : 1;
      }
    }
    return 10_000.0 * falseAlarms() / minutes;
  }

  /** Alarms on edges of no faulty service. */
  int falseAlarms() {
    return (int) alarms.stream().filter(alarm -> !faulty(alarm.edge(), alarm.minute())).count();
  }

  private boolean finds(Fault fault) {
    return !of(fault).isEmpty();
  }

  private List<Alarm> of(Fault fault) {
    return alarms.stream()
        .filter(alarm -> fault.covers(alarm.minute()) && alarm.edge().touches(fault.service()))
        .toList();
  }

  private boolean faulty(Edge edge, int minute) {
    return graph.faults().stream()
        .anyMatch(fault -> fault.covers(minute) && edge.touches(fault.service()));
  }

  private static List<Alarm> alarms(CallGraph graph, Rule rule) {
    List<Alarm> alarms = new ArrayList<>();
    for (Edge edge : graph.edges()) {
      double[] scores = rule.scores(graph, edge);
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] > 0) {
          alarms.add(new Alarm(edge, graph.minutes()[i], scores[i]));
        }
      }
    }
    return alarms;
  }
}
