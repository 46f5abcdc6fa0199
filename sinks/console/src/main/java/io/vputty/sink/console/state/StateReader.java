package io.vputty.sink.console.state;

import io.vputty.schema.Rejections;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills the state from the topics, from their beginnings, and goes on with what comes. Telemetry is
 * read from its end: only its last minute is shown.
 */
public final class StateReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final List<Topic> SAID =
      List.of(
          Topics.INVENTORY,
          Topics.EDGES,
          Topics.DRIFT,
          Topics.PLANS,
          Topics.OUTCOMES,
          Topics.VERDICTS,
          Topics.SETTINGS,
          Topics.DECISIONS);

  private final FleetState state;
  private final Consumer<List<TopicRecord>> kept;
  private final Runnable changed;
  private final Rejections rejections;
  private final TopicReader said;
  private final TopicReader telemetry;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile boolean ready;
  private volatile double progress;
  private volatile String failure = "";

  /**
   * Starts to read.
   *
   * @param kafka settings of the Kafka client
   * @param kept is given what people may ask for later, all but telemetry
   * @param rejections where to tell what cannot be read; closed with this
   * @param changed called after each batch, once everything old has been read
   */
  public StateReader(
      Map<String, ?> kafka,
      FleetState state,
      Consumer<List<TopicRecord>> kept,
      Rejections rejections,
      Runnable changed) {
    this.state = state;
    this.kept = kept;
    this.rejections = rejections;
    this.changed = changed;
    this.said = new TopicReader(kafka, SAID, TopicReader.Start.BEGINNING);
    this.telemetry = new TopicReader(kafka, List.of(Topics.FLOWS), TopicReader.Start.END);
    this.thread = new Thread(this::run, "console-state");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether everything that stood in the topics at the start has been read. */
  public boolean ready() {
    return ready;
  }

  /** Share of what stood in the topics at the start that has been read, 0-1. */
  public double progress() {
    return progress;
  }

  /** Records that could not be read since the start; each stands on the topic of rejected ones. */
  public long unreadable() {
    return rejections.count();
  }

  /** Why reading ended; empty while it goes on. */
  public String failure() {
    return failure;
  }

  @Override
  public void close() {
    stopped = true;
    said.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (rejections;
        said;
        telemetry) {
      while (!stopped) {
        read();
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to stop");
    } catch (KafkaException e) {
      failure = "Kafka: " + e.getMessage();
      LOG.error("the console reads no more", e);
    }
  }

  private void read() {
    List<TopicRecord> records = take(said.poll(POLL));
    kept.accept(records);
    List<TopicRecord> flows = take(telemetry.poll(Duration.ZERO));
    if (!ready) {
      progress = said.progress();
      ready = said.caughtUp();
    }
    if (ready && (!records.isEmpty() || !flows.isEmpty())) {
      changed.run();
    }
  }

  private List<TopicRecord> take(List<TopicRecord> records) {
    state.add(records);
    for (TopicRecord record : records) {
      if (record instanceof TopicRecord.Unreadable unreadable) {
        rejections.add(unreadable);
      }
    }
    return records;
  }
}
