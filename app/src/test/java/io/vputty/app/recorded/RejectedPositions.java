package io.vputty.app.recorded;

import io.vputty.schema.Rejected;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Where the records stood that were rejected, as "topic-partition@offset". */
public final class RejectedPositions {

  private static final Duration POLL = Duration.ofMillis(100);

  private RejectedPositions() {}

  /**
   * Those that are told of now.
   *
   * @param readers whose
   */
  public static Set<String> read(String bootstrap, Predicate<String> readers) {
    Set<String> positions = new TreeSet<>();
    try (TopicReader reader =
        new TopicReader(
            Map.of("bootstrap.servers", bootstrap),
            List.of(Topics.REJECTED),
            TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(POLL)) {
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof Rejected rejected
              && readers.test(rejected.getReader())) {
            positions.add(
                "%s-%d@%d"
                    .formatted(rejected.getTopic(), rejected.getPartition(), rejected.getOffset()));
          }
        }
      }
    }
    return positions;
  }
}
