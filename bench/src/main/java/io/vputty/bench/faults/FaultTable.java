package io.vputty.bench.faults;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The rows of runs summed by fault and by input, as tables in Markdown. */
final class FaultTable {

  private static final String HEADER =
      """
      | %s | runs | byte for byte the calm run | bad records told of | back, median | back, longest |
      |---|---|---|---|---|---|
      """;

  private FaultTable() {}

  /** A run with two faults counts for both. */
  static String byFault(List<FaultRow> rows) {
    return table(
        "fault", Fault.values(), Fault::words, fault -> row -> row.faults().contains(fault), rows);
  }

  static String byInput(List<FaultRow> rows) {
    return table("input", Input.values(), Input::words, input -> row -> row.input() == input, rows);
  }

  private static <T> String table(
      String title,
      T[] kinds,
      Function<T, String> words,
      Function<T, Predicate<FaultRow>> of,
      List<FaultRow> rows) {
    return Arrays.stream(kinds)
        .map(kind -> line(words.apply(kind), rows.stream().filter(of.apply(kind)).toList()))
        .collect(Collectors.joining("", HEADER.formatted(title), ""));
  }

  private static String line(String words, List<FaultRow> rows) {
    if (rows.isEmpty()) {
      return "| %s | 0 | | | | |%n".formatted(words);
    }
    long same = rows.stream().filter(row -> row.differences().isEmpty()).count();
    long told = rows.stream().filter(row -> row.unaccounted() == 0).count();
    double[] seconds = recoveries(rows).sorted().toArray();
    return "| %s | %d | %d | %d | %.1f s | %.1f s |%n"
        .formatted(
            words,
            rows.size(),
            same,
            told,
            seconds[seconds.length / 2],
            seconds[seconds.length - 1]);
  }

  private static DoubleStream recoveries(List<FaultRow> rows) {
    return rows.stream().mapToDouble(FaultRow::recoverySeconds);
  }
}
