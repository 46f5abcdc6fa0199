package io.vputty.collector.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One metric that only grows, fed by one or more of our counters, which its labels tell apart.
 *
 * @param name as Prometheus shows it: it ends in "_total"
 * @param help what it counts, in one sentence
 * @param labels names of its labels, the same for each counter
 * @param sources values of the labels by counter. A counter whose last part is "*" stands for all
 *     that begin alike, and a value "*" for what the star stands for
 */
public record CounterFamily(
    String name, String help, List<String> labels, Map<String, List<String>> sources) {

  private static final String ANY = "*";
  private static final String SUFFIX = "_total";

  public CounterFamily {
    if (!name.endsWith(SUFFIX)) {
      throw new IllegalArgumentException("%s must end in %s".formatted(name, SUFFIX));
    }
    labels = List.copyOf(labels);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> source : sources.entrySet()) {
      if (source.getValue().size() != labels.size()) {
        throw new IllegalArgumentException(
            "%s: %s must have a value for each of %s".formatted(name, source.getKey(), labels));
      }
      copy.put(source.getKey(), List.copyOf(source.getValue()));
    }
    sources = Collections.unmodifiableMap(copy);
  }

  /** A family without counters yet. */
  public static CounterFamily of(String name, String help, String... labels) {
    return new CounterFamily(name, help, List.of(labels), Map.of());
  }

  /** The same with one more counter. */
  public CounterFamily from(String counter, String... values) {
    Map<String, List<String>> more = new LinkedHashMap<>(sources);
    more.put(counter, List.of(values));
    return new CounterFamily(name, help, labels, more);
  }

  /** Values of the labels for a counter; empty if it feeds another family. */
  Optional<List<String>> labelsOf(String counter) {
    List<String> exact = sources.get(counter);
    int lastDot = counter.lastIndexOf('.');
    if (exact != null || lastDot < 0) {
      return Optional.ofNullable(exact);
    }
    String rest = counter.substring(lastDot + 1);
    return Optional.ofNullable(sources.get(counter.substring(0, lastDot + 1) + ANY))
        .map(values -> values.stream().map(value -> value.equals(ANY) ? rest : value).toList());
  }

  /** Its counters that are there before anything happens. */
  List<String> fixedCounters() {
    return sources.keySet().stream().filter(counter -> !counter.endsWith(ANY)).toList();
  }
}
