package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** An inventory file that cannot be used; the message lists every problem, one a line. */
public final class InventoryFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  InventoryFileException(List<Problem> problems) {
    super(
        problems.stream()
            .map(Problem::toString)
            .collect(Collectors.joining(System.lineSeparator())));
    this.problems = List.copyOf(problems);
  }

  /** All that is wrong, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }
}
