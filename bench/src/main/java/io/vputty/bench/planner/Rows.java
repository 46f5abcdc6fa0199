package io.vputty.bench.planner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All runs so far, kept in a file, so that a run that was stopped goes on where it was. */
final class Rows {

  private final Path file;
  private final List<Row> rows = new ArrayList<>();

  private Rows(Path file) {
    this.file = file;
  }

  /** The rows of a file, or none if there is no file. */
  static Rows read(Path file) throws IOException {
    Rows read = new Rows(file);
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().skip(1).map(Row::parse).forEach(read.rows::add);
    }
    return read;
  }

  /** Forgets what a contender did, to run it again. */
  void forget(String contender) throws IOException {
    rows.removeIf(row -> row.contender().equals(contender));
    write();
  }

  /** Adds a row and keeps it at once. */
  void add(Row row) throws IOException {
    rows.add(row);
    write();
  }

  boolean has(String instance, String contender, double percent, long seed) {
    return of(instance, contender, percent).stream().anyMatch(row -> row.seed() == seed);
  }

  /** Runs that differ in the seed only. */
  List<Row> of(String instance, String contender, double percent) {
    return rows.stream().filter(row -> row.is(instance, contender, percent)).toList();
  }

  private void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of(Row.HEAD));
    rows.stream().map(Row::line).forEach(lines::add);
    Files.write(file, lines);
  }
}
