package io.vputty.app.topic;

import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads topics to where they end at present; of each partition in its order. */
public final class TopicScan {

  private static final Duration POLL = Duration.ofMillis(200);

  private TopicScan() {}

  /**
   * Hands on everything, from the beginning.
   *
   * @param client settings of the Kafka client
   */
  public static void all(Map<String, ?> client, List<Topic> topics, Consumer<TopicRecord> each) {
    try (TopicReader reader = new TopicReader(client, topics, TopicReader.Start.BEGINNING)) {
      drain(reader, each);
    }
  }

  /**
   * Hands on the readable records alone, from the beginning.
   *
   * @param client settings of the Kafka client
   */
  public static void records(
      Map<String, ?> client, List<Topic> topics, Consumer<SpecificRecordBase> each) {
    all(
        client,
        topics,
        record -> {
          if (record instanceof TopicRecord.Decoded decoded) {
            each.accept(decoded.value());
          }
        });
  }

  /**
   * Hands on what stands last in each partition.
   *
   * @param client settings of the Kafka client
   * @param count records of each partition at most
   */
  public static void newest(
      Map<String, ?> client, List<Topic> topics, long count, Consumer<TopicRecord> each) {
    try (TopicReader reader = new TopicReader(client, topics, TopicReader.Start.END)) {
      reader.stepBack(count);
      drain(reader, each);
    }
  }

  private static void drain(TopicReader reader, Consumer<TopicRecord> each) {
    while (!reader.caughtUp()) {
      reader.poll(POLL).forEach(each);
    }
    reader.poll(Duration.ZERO).forEach(each);
  }
}
