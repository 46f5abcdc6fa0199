package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the contract against its history. With {@code -Dvputty.history=write} a compatible change
 * is recorded first, as the next step of the history.
 */
class CompatibilityTest {

  private static final Path HISTORY = Path.of("src", "main", "history", "v1");

  private final SchemaHistory history = SchemaHistory.read(HISTORY);

  CompatibilityTest() throws IOException {}

  @Test
  void everyRecordFitsAllItsFormerStates() throws IOException {
    if ("write".equals(System.getProperty("vputty.history"))) {
      record();
    }
    assertThat(Evolution.violations(Records.all(), SchemaHistory.read(HISTORY))).isEmpty();
  }

  @Test
  void acceptsAnotherFieldWithADefaultOnceItIsRecorded(@TempDir Path folder) throws IOException {
    Schema wider =
        Records.edited("Mark", "\"fields\":[", "\"fields\":[" + field("hue", "\"int\"", "7") + ",");
    SchemaHistory.append(folder, List.of(Records.named("Mark")));
    SchemaHistory.append(folder, List.of(wider));
    assertThat(Evolution.violations(List.of(wider), SchemaHistory.read(folder))).isEmpty();
  }

  @Test
  void saysHowToRecordAChange() {
    Schema wider =
        Records.edited("Mark", "\"fields\":[", "\"fields\":[" + field("hue", "\"int\"", "7") + ",");
    assertThat(Evolution.violations(with(wider), history))
        .containsExactly("Mark is not as the history last says" + Evolution.HOW_TO_RECORD);
  }

  @Test
  void saysHowToRecordANewRecord() {
    Schema added =
        SchemaBuilder.record("Novelty").namespace("io.vputty.schema").fields().endRecord();
    assertThat(Evolution.violations(with(added), history))
        .containsExactly("Novelty is new and not in the history" + Evolution.HOW_TO_RECORD);
  }

  @Test
  void rejectsAnotherTypeOfAField() {
    Schema retyped =
        Records.edited(
            "Mark",
            "\"name\":\"last\",\"type\":\"boolean\"",
            "\"name\":\"last\",\"type\":\"int\"",
            "\"default\":false",
            "\"default\":0");
    assertThat(Evolution.incompatibilities(with(retyped), history))
        .anySatisfy(line -> assertThat(line).startsWith("Mark/fields/3/type: the present"))
        .anySatisfy(line -> assertThat(line).startsWith("Mark/fields/3/type: a former"));
  }

  @Test
  void rejectsAWiderNumberThatFormerReadersCannotTake() {
    Schema widened =
        Records.edited("Mark", "\"epoch\",\"type\":\"long\"", "\"epoch\",\"type\":\"double\"");
    assertThat(Evolution.incompatibilities(with(widened), history))
        .singleElement()
        .asString()
        .contains("a former state cannot read the present one");
  }

  @Test
  void rejectsANewFieldWithoutDefault() {
    Schema strict =
        Records.edited("Mark", "\"fields\":[", "\"fields\":[{\"name\":\"hue\",\"type\":\"int\"},");
    assertThat(Evolution.incompatibilities(with(strict), history))
        .singleElement()
        .asString()
        .contains("the present state cannot read a former one", "hue");
  }

  @Test
  void rejectsTheRemovalOfARecord() {
    List<Schema> fewer =
        Records.all().stream().filter(record -> !record.getName().equals("Mark")).toList();
    assertThat(Evolution.violations(fewer, history))
        .containsExactly("Mark was removed: its readers have nothing left");
  }

  /** The present records with one of them replaced or added. */
  private static List<Schema> with(Schema edited) {
    List<Schema> others =
        Records.all().stream()
            .filter(record -> !record.getName().equals(edited.getName()))
            .toList();
    return Stream.concat(others.stream(), Stream.of(edited)).toList();
  }

  private static String field(String name, String type, String value) {
    return "{\"name\":\"%s\",\"type\":%s,\"default\":%s}".formatted(name, type, value);
  }

  private void record() throws IOException {
    assertThat(Evolution.incompatibilities(Records.all(), history)).isEmpty();
    List<Schema> changed =
        Records.all().stream().filter(record -> !history.endsWith(record)).toList();
    if (!changed.isEmpty()) {
      SchemaHistory.append(HISTORY, changed);
    }
  }
}
