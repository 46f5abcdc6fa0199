package io.vputty.app.pipeline;

import io.vputty.schema.Topic;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Marks the topics that people write by hand, settings and decisions, once a second, so that the
 * jobs that read them need not wait for an idle timeout to know that nobody has decided anything.
 */
public final class ControlMarks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlMarks.class);
  private static final List<Topic> TOPICS = List.of(Topics.SETTINGS, Topics.DECISIONS);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final TopicWriter writer;
  private final Clock clock;
  private final ScheduledExecutorService thread;

  /** Starts to mark. */
  public ControlMarks(Map<String, Object> kafka, Clock clock) {
    this.writer = new TopicWriter(kafka, "control", clock.millis());
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, "control-marks"));
    ScheduledFuture<?> unused =
        thread.scheduleAtFixedRate(this::mark, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    writer.close();
  }

  private void mark() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    try {
      CompletableFuture.allOf(
              TOPICS.stream()
                  .map(topic -> writer.mark(topic, now))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException | KafkaException e) {
      LOG.warn("settings and decisions could not be marked: {}", e.toString());
    }
  }
}
