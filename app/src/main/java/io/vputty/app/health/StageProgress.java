package io.vputty.app.health;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Mark;
import io.vputty.schema.TopicRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a stage has come.
 *
 * @param stage the stage
 * @param marks newest mark of each writer that has not left for good, by writer
 * @param readAt when they were read: reading all stages may take longer than they are behind
 */
record StageProgress(Stage stage, Map<String, Instant> marks, Instant readAt) {

  StageProgress {
    marks = Map.copyOf(marks);
  }

  /**
   * Reads the ends of all topics.
   *
   * @param client settings of the Kafka client
   * @param each hears of every record there
   */
  static List<StageProgress> read(Map<String, ?> client, Clock clock, Consumer<TopicRecord> each) {
    return Stage.ALL.stream().map(stage -> read(client, clock, stage, each)).toList();
  }

  private static StageProgress read(
      Map<String, ?> client, Clock clock, Stage stage, Consumer<TopicRecord> each) {
    Map<String, Mark> newest = new HashMap<>();
    TopicScan.newest(
        client,
        List.of(stage.topic()),
        stage.look(),
        record -> {
          each.accept(record);
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof Mark mark) {
            newest.merge(mark.getWriter(), mark, StageProgress::later);
          }
        });
    Map<String, Instant> marks = new HashMap<>();
    newest.forEach(
        (writer, mark) -> {
          if (!mark.getLast()) {
            marks.put(writer, mark.getTime());
          }
        });
    return new StageProgress(stage, marks, clock.instant());
  }

  private static Mark later(Mark one, Mark other) {
    if (one.getEpoch() != other.getEpoch()) {
      return other.getEpoch() > one.getEpoch() ? other : one;
    }
    return other.getTime().isBefore(one.getTime()) ? one : other;
  }

  /** Name of the topic without product and version. */
  String topic() {
    return stage.topic().shortName();
  }

  /** The newest mark of all writers. */
  Optional<Instant> newest() {
    return marks.values().stream().max(Instant::compareTo);
  }

  /** How far the newest mark was behind when it was read. */
  Optional<Duration> lag() {
    return newest().map(mark -> Duration.between(mark, readAt));
  }
}
