package io.vputty.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;

/**
 * FULL_TRANSITIVE evolution: each record reads what each of its former states wrote, and is read by
 * each of them.
 */
final class Evolution {

  static final String HOW_TO_RECORD =
      "; if the change is meant, run `./mvnw -pl schemas test -Dtest=CompatibilityTest"
          + " -Dvputty.history=write` and commit what it adds to schemas/src/main/history";

  private Evolution() {}

  /** What is wrong with the present records, one line each; empty if nothing is. */
  static List<String> violations(Collection<Schema> present, SchemaHistory history) {
    List<String> violations = new ArrayList<>(incompatibilities(present, history));
    for (Schema record : present) {
      if (history.states(record.getName()).isEmpty()) {
        violations.add(record.getName() + " is new and not in the history" + HOW_TO_RECORD);
      } else if (!history.endsWith(record)) {
        violations.add(record.getName() + " is not as the history last says" + HOW_TO_RECORD);
      }
    }
    List<String> names = present.stream().map(Schema::getName).toList();
    history.records().stream()
        .filter(record -> !names.contains(record))
        .forEach(record -> violations.add(record + " was removed: its readers have nothing left"));
    return violations;
  }

  /** The pairs of states that cannot read each other; these no new step of the history can heal. */
  static List<String> incompatibilities(Collection<Schema> present, SchemaHistory history) {
    return present.stream()
        .flatMap(
            record ->
                history.states(record.getName()).stream().flatMap(former -> mutual(record, former)))
        .distinct()
        .toList();
  }

  private static Stream<String> mutual(Schema present, Schema former) {
    return Stream.concat(
        reading(present, former, "the present state cannot read a former one"),
        reading(former, present, "a former state cannot read the present one"));
  }

  private static Stream<String> reading(Schema reader, Schema writer, String what) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(
            found ->
                "%s%s: %s (%s %s)"
                    .formatted(
                        reader.getName(),
                        found.getLocation(),
                        what,
                        found.getType(),
                        found.getMessage()));
  }
}
