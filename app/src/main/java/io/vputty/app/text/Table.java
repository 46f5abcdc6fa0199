package io.vputty.app.placement.view;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell. */
final class Table {

  private static final String GAP = "  ";

  private final String[] alignments;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param alignments "l" or "r" for each column
   */
  Table(String... alignments) {
    this.alignments = alignments;
  }

  void row(String... cells) {
    if (cells.length != alignments.length) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.length, alignments.length));
    }
    rows.add(cells);
  }

  void print(PrintWriter out) {
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String blanks = " ".repeat(width(column) - row[column].length());
        boolean left = alignments[column].equals("l");
        line.append(GAP).append(left ? row[column] + blanks : blanks + row[column]);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
  }
}
