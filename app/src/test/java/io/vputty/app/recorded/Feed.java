package io.vputty.app.recorded;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Gives a run its recorded input bit by bit, in a thread of its own, going on where the log ends
 * after each death of the broker.
 */
public final class Feed implements AutoCloseable {

  private static final Duration GAP = Duration.ofMillis(12);

  private final List<InputLog.Entry> entries;
  private final Duration gap;
  private final Map<TopicPartition, Long> ends;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread;
  private volatile int written;
  private volatile boolean stopped;

  private Feed(InputLog log, String bootstrap, Duration gap) {
    this.entries = log.byTime();
    this.gap = gap;
    this.ends = ends(bootstrap);
    this.producer = InputLog.producer(bootstrap);
    this.thread = new Thread(this::write, "feed");
  }

  /** Begins to write what the topics lack, at a steady pace. */
  public static Feed start(InputLog log, String bootstrap) {
    return start(log, bootstrap, GAP);
  }

  /** The same at another pace: so long between records. */
  public static Feed start(InputLog log, String bootstrap, Duration gap) {
    Feed feed = new Feed(log, bootstrap, gap);
    feed.thread.start();
    return feed;
  }

  /** Writes all that the topics lack at once. */
  public static void finish(InputLog log, String bootstrap) {
    Feed feed = new Feed(log, bootstrap, Duration.ZERO);
    feed.write();
    feed.producer.close();
  }

  /** Share of its records that it has given to Kafka's producer, 0-1. */
  public double progress() {
    return (double) written / entries.size();
  }

  /** Waits until every record is acknowledged. */
  public void awaitEnd() throws InterruptedException {
    thread.join();
    producer.flush();
  }

  /** Gives up: what was not acknowledged is written by the next feed. */
  @Override
  public void close() throws InterruptedException {
    stopped = true;
    producer.close(Duration.ZERO);
    thread.join();
  }

  private void write() {
    Map<TopicPartition, Long> seen = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      InputLog.Entry entry = entries.get(i);
      boolean lacking =
          seen.merge(entry.place(), 1L, Long::sum) > ends.getOrDefault(entry.place(), 0L);
      if (lacking && !stopped) {
        send(entry);
      }
      written = i + 1;
    }
  }

  private void send(InputLog.Entry entry) {
    try {
      InputLog.send(producer, entry);
    } catch (IllegalStateException e) {
      stopped = true; // closed in between
    }
    if (!gap.isZero()) {
      LockSupport.parkNanos(gap.toNanos());
    }
  }

  private Map<TopicPartition, Long> ends(String bootstrap) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(Map.of("bootstrap.servers", bootstrap)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(entries.stream().map(InputLog.Entry::place).distinct().toList());
    }
  }
}
