package io.vputty.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The file of all runs, a line each. */
final class FaultRows {

  private final Path file;

  FaultRows(Path file) {
    this.file = file;
  }

  List<FaultRow> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream().skip(1).map(FaultRow::parse).toList();
  }

  void append(FaultRow row) throws IOException {
    if (!Files.exists(file)) {
      append(FaultRow.HEADER);
    }
    append(row.line());
  }

  private void append(String line) throws IOException {
    Files.write(
        file,
        (line + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
