package io.vputty.bench.actuator;

import java.util.List;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The rows of trials summed by fault, as a table in Markdown. */
final class KillTable {
  private static final String HEADER =
      """
      | fault | trials | moves | ran twice | lost | end untrue | second starts the platform refused | reports that came too late |
      |---|---|---|---|---|---|---|---|
      """;

  private KillTable() {}

  static String of(List<KillRow> rows) {
    return rows.stream()
        .collect(Collectors.groupingBy(KillRow::fault, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining("", HEADER, ""));
  }

  private static String line(Fault fault, List<KillRow> rows) {
    return "| %s | %d | %d | %d | %d | %d | %d | %d |%n"
        .formatted(
            fault,
            rows.size(),
            sum(rows, row -> row.ends().size()),
            sum(rows, KillRow::twice),
            sum(rows, KillRow::lost),
            sum(rows, KillRow::untrue),
            sum(rows, KillRow::heldOff),
            sum(rows, KillRow::uncounted));
  }

  private static long sum(List<KillRow> rows, ToLongFunction<KillRow> figure) {
    return rows.stream().mapToLong(figure).sum();
  }
}
