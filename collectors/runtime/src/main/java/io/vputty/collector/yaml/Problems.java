package io.vputty.collector.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** All that is wrong in one file, gathered while it is read. Not thread-safe. */
public final class Problems {

  private final String file;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param file name of the file, for people
   */
  public Problems(String file) {
    this.file = file;
  }

  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /** All problems, in the order of the file. */
  public List<Problem> list() {
    return problems.stream().sorted().toList();
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    problems.add(new Problem(file, line, column, message));
  }
}
