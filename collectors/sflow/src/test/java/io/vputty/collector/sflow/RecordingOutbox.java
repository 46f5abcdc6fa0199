package io.vputty.collector.sflow;

import io.vputty.collector.Outbox;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecordBase;

/** An outbox that keeps what it was given, in order. */
final class RecordingOutbox implements Outbox {

  /** One call; the record is null for marks. */
  record Sent(String what, Topic topic, String key, Instant time) {}

  final List<Sent> calls = new CopyOnWriteArrayList<>();
  final List<FlowBatch> batches = new CopyOnWriteArrayList<>();
  final List<Rejected> rejected = new CopyOnWriteArrayList<>();
  volatile Optional<String> problem = Optional.empty();

  @Override
  public void send(Topic topic, String key, SpecificRecordBase record) {
    if (record instanceof FlowBatch batch) {
      batches.add(batch);
      calls.add(new Sent("batch", topic, key, batch.getTime()));
    } else if (record instanceof Rejected datagram) {
      rejected.add(datagram);
      calls.add(new Sent("rejected", topic, key, datagram.getTime()));
    }
  }

  @Override
  public void tombstone(Topic topic, String key, Instant time) {
    calls.add(new Sent("tombstone", topic, key, time));
  }

  @Override
  public void mark(Topic topic, Instant time) {
    calls.add(new Sent("mark", topic, "", time));
  }

  @Override
  public void lastMark(Topic topic, Instant time) {
    calls.add(new Sent("last mark", topic, "", time));
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    calls.add(new Sent("close", io.vputty.schema.Topics.FLOWS, "", Instant.EPOCH));
  }
}
