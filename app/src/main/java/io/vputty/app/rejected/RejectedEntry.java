package io.vputty.app.rejected;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Rejected;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One record of the topic of rejected ones.
 *
 * @param id its place in that topic, "PARTITION:OFFSET"
 * @param rejected what was rejected
 */
public record RejectedEntry(String id, Rejected rejected) {

  /**
   * Reads the topic, the oldest first.
   *
   * @param client settings of the Kafka client
   */
  public static List<RejectedEntry> read(Map<String, ?> client) {
    List<RejectedEntry> entries = new ArrayList<>();
    TopicScan.all(
        client,
        List.of(Topics.REJECTED),
        record -> {
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof Rejected rejected) {
            TopicRecord.Position at = decoded.position();
            entries.add(new RejectedEntry(at.partition() + ":" + at.offset(), rejected));
          }
        });
    entries.sort(Comparator.comparing(entry -> entry.rejected().getTime()));
    return List.copyOf(entries);
  }
}
