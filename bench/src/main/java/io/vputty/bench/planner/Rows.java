package io.vputty.bench.planner;

import io.vputty.bench.planner.contender.Contender;
import io.vputty.bench.planner.instance.Instance;
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

  /** Runs a contender with every seed that has no row yet. */
  void addMissing(Instance instance, Contender contender, double percent, Meter meter)
      throws IOException {
    for (long seed : contender.seeds(percent >= 100)) {
      if (!has(instance.name(), contender.name(), percent, seed)) {
        add(meter.measure(instance, contender, percent, seed));
      }
    }
  }

  /** Adds a row, keeps it at once and prints it. */
  void add(Row row) throws IOException {
    System.out.println(row.line());
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
