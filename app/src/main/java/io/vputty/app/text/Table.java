package io.vputty.app.text;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell. */
public final class Table {

  private static final String GAP = "  ";

  private final String[] alignments;
  private final List<String[]> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param alignments "l" or "r" for each column
   */
  public Table(String... alignments) {
    this.alignments = alignments;
  }

  /** Adds a row. */
  public void row(String... cells) {
    if (cells.length != alignments.length) {
      throw new IllegalArgumentException(
          "a row of %d cells in a table of %d columns".formatted(cells.length, alignments.length));
    }
    rows.add(cells);
  }

  /** Prints all rows. */
  public void print(PrintWriter out) {
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.length; column++) {
        String blanks = " ".repeat(width(column) - width(row[column]));
        boolean left = alignments[column].equals("l");
        line.append(GAP).append(left ? row[column] + blanks : blanks + row[column]);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> width(row[column])).max().orElse(0);
  }

  /** Characters that show; colours do not. */
  private static int width(String cell) {
    return cell.replaceAll("\u001b\\[[0-9;]*m", "").length();
  }
}
