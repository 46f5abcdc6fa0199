package io.vputty.bench.drift.nab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a published contender said of every row, out of the {@code results} folder of a clone of
 * numenta/NAB: {@code NAME/FOLDER/NAME_FILE.csv} with the anomaly score in the third column.
 */
final class PublishedRows implements Contender.Rows {

  private static final int COLUMN = 2;

  private final List<String> lines;
  private int row;

  private PublishedRows(List<String> lines) {
    this.lines = lines;
  }

  /** The contender of that name. */
  static Contender contender(Path results, String name) {
    return new Contender(name, series -> new PublishedRows(lines(results, name, series)));
  }

  @Override
  public double anomaly(long timeMs, double value) {
    row++; // the first line is the heading
    return Double.parseDouble(lines.get(row).split(",", -1)[COLUMN]);
  }

  private static List<String> lines(Path results, String name, LabelledSeries series) {
    int slash = series.name().indexOf('/');
    String folder = series.name().substring(0, slash);
    String file = name + "_" + series.name().substring(slash + 1);
    try {
      return Files.readAllLines(results.resolve(name).resolve(folder).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
