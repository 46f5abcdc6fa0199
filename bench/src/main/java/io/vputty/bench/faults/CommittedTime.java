package io.vputty.bench.faults;

import io.vputty.job.reshape.ReshapeJob;
import io.vputty.schema.Mark;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far the whole pipeline has come: the event time up to which plans are committed. */
final class CommittedTime implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicReader reader;
  private final Map<Integer, Instant> marked = new TreeMap<>();

  CommittedTime(Map<String, Object> kafka) {
    reader = new TopicReader(kafka, List.of(Topics.PLANS), TopicReader.Start.BEGINNING);
  }

  /** The newest that can be read now. */
  Instant read() {
    for (TopicRecord record : reader.poll(POLL)) {
      if (record instanceof TopicRecord.Decoded decoded
          && decoded.value() instanceof Mark mark
          && mark.getWriter().equals(ReshapeJob.NAME)) {
        marked.put(record.position().partition(), mark.getTime());
      }
    }
    return marked.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
  }

  @Override
  public void close() {
    reader.close();
  }
}
