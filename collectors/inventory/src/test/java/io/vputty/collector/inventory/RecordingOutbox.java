package io.vputty.collector.inventory;

import io.vputty.collector.Outbox;
import io.vputty.schema.Inventory;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/** An outbox that writes down what it was given, and keeps the records. */
final class RecordingOutbox implements Outbox {

  final List<String> calls = new ArrayList<>();
  final List<Inventory> records = new ArrayList<>();
  volatile Optional<String> problem = Optional.empty();

  @Override
  public void send(Topic topic, String key, SpecificRecordBase record) {
    if (record instanceof Inventory inventory) {
      records.add(inventory);
      String what = inventory.getRemoved() ? "removed " : "record ";
      calls.add(what + key + " " + inventory.getTime());
    } else if (record instanceof Rejected rejected) {
      calls.add("rejected " + rejected.getReason() + " " + rejected.getTime());
    }
  }

  @Override
  public void tombstone(Topic topic, String key, Instant time) {
    calls.add("tombstone " + key + " " + time);
  }

  @Override
  public void mark(Topic topic, Instant time) {
    calls.add("mark " + time);
  }

  @Override
  public void lastMark(Topic topic, Instant time) {
    calls.add("last mark " + time);
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** What was written down since the last time. */
  List<String> take() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }
}
