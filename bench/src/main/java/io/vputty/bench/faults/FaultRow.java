package io.vputty.bench.faults;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one run came to.
 *
 * @param seed its seed
 * @param input what it read
 * @param faults what happened to it, in order
 * @param differences places at which it committed other than a calm run on the same input
 * @param unaccounted bad records of the input that nobody told of as rejected
 * @param recoverySeconds longest time from the end of a fault until more was committed
 * @param seconds how long the run took
 */
record FaultRow(
    long seed,
    Input input,
    List<Fault> faults,
    List<String> differences,
    long unaccounted,
    double recoverySeconds,
    double seconds) {

  static final String HEADER =
      "seed\tinput\tfaults\tdifferences\tunaccounted\trecoverySeconds\tseconds";

  static final double LONGEST_RECOVERY_SECONDS = 60;

  /** What a file says of a difference: that there was one. */
  private static final String DIFFERENCE = "told in the log of that run";

  FaultRow {
    faults = List.copyOf(faults);
    differences = List.copyOf(differences);
  }

  boolean good() {
    return differences.isEmpty() && unaccounted == 0 && recoverySeconds <= LONGEST_RECOVERY_SECONDS;
  }

  static FaultRow parse(String line) {
    String[] cells = line.split("\t", -1);
    int cell = 0;
    return new FaultRow(
        Long.parseLong(cells[cell++]),
        Input.valueOf(cells[cell++]),
        Stream.of(cells[cell++].split(",", -1)).map(Fault::valueOf).toList(),
        Stream.generate(() -> DIFFERENCE).limit(Integer.parseInt(cells[cell++])).toList(),
        Long.parseLong(cells[cell++]),
        Double.parseDouble(cells[cell++]),
        Double.parseDouble(cells[cell]));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d\t%s\t%s\t%d\t%d\t%.1f\t%.1f",
        seed,
        input,
        faults.stream().map(Fault::toString).collect(Collectors.joining(",")),
        differences.size(),
        unaccounted,
        recoverySeconds,
        seconds);
  }
}
