package io.vputty.collector.yaml;

import java.util.Comparator;

/**
 * Something wrong in a file.
 *
 * @param file name of the file, for people
 * @param line from 1
 * @param column from 1
 * @param message what is wrong, with names and values
 */
public record Problem(String file, int line, int column, String message)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** For example "inventory.yaml:12:7: vm 'web-1': host 'hv9' is not declared". */
  @Override
  public String toString() {
    return "%s:%d:%d: %s".formatted(file, line, column, message);
  }
}
