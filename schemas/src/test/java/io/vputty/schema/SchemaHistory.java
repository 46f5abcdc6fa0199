package io.vputty.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/**
 * The schemas of one major version as they were over time: a folder {@code 001}, {@code 002}, ...
 * for each step, with a file {@code RECORD.avsc} for each record that was new or changed in it. A
 * file names what it nests, so each can be read alone.
 */
final class SchemaHistory {

  private static final String SUFFIX = ".avsc";

  private final Map<String, List<Schema>> states;

  private SchemaHistory(Map<String, List<Schema>> states) {
    this.states = states;
  }

  /** Reads every step of the folder; a folder that is not there is an empty history. */
  static SchemaHistory read(Path folder) throws IOException {
    Map<String, List<Schema>> states = new TreeMap<>();
    for (Path step : sorted(folder)) {
      for (Path file : sorted(step)) {
        String record = file.getFileName().toString().replace(SUFFIX, "");
        Schema schema = new Schema.Parser().parse(file.toFile());
        states.computeIfAbsent(record, name -> new ArrayList<>()).add(schema);
      }
    }
    return new SchemaHistory(states);
  }

  /** Adds the step after the last one. */
  static void append(Path folder, Collection<Schema> records) throws IOException {
    Path step = folder.resolve("%03d".formatted(sorted(folder).size() + 1));
    Files.createDirectories(step);
    for (Schema record : records) {
      Files.writeString(
          step.resolve(record.getName() + SUFFIX),
          SchemaFormatter.format("json/pretty", record) + "\n");
    }
  }

  /** Names of all records that ever were. */
  Collection<String> records() {
    return states.keySet();
  }

  /** Every state of a record, oldest first. */
  List<Schema> states(String record) {
    return states.getOrDefault(record, List.of());
  }

  /** Whether the newest state of this record is as given; documentation does not count. */
  boolean endsWith(Schema record) {
    List<Schema> of = states(record.getName());
    return !of.isEmpty() && of.get(of.size() - 1).equals(record);
  }

  private static List<Path> sorted(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
