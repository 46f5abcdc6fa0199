package io.vputty.job.runtime;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.kafka.common.TopicPartition;

/**
 * A Kafka source that sends {@link Arrival#assigned} ahead of a partition's records, when a reader
 * is given the partition, anew or by a restored checkpoint. Only so can the operator behind it tell
 * a partition that has nothing more to say from one that was never its own: its clock is restored,
 * and holds.
 */
final class AnnouncingSource implements Source<Arrival, KafkaPartitionSplit, KafkaSourceEnumState> {

  private static final long serialVersionUID = 1L;

  private final KafkaSource<Arrival> kafka;
  private final Properties settings;

  /**
   * @param settings of the Kafka client, to ask which partitions are empty
   */
  AnnouncingSource(KafkaSource<Arrival> kafka, Properties settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<Arrival, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    return new Reader(kafka.createReader(context), settings);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) {
    return kafka.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
      throws Exception {
    return kafka.restoreEnumerator(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  /** Kafka's reader, which first says what it was given; used by the task's thread alone. */
  private static final class Reader implements SourceReader<Arrival, KafkaPartitionSplit> {

    private final SourceReader<Arrival, KafkaPartitionSplit> kafka;
    private final Properties settings;
    private final Queue<Arrival> announcements = new ArrayDeque<>();
    private CompletableFuture<Void> announcing = new CompletableFuture<>();

    Reader(SourceReader<Arrival, KafkaPartitionSplit> kafka, Properties settings) {
      this.kafka = kafka;
      this.settings = settings;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
      List<TopicPartition> places =
          splits.stream().map(KafkaPartitionSplit::getTopicPartition).toList();
      Set<TopicPartition> empty = EmptyPartitions.among(places, settings);
      for (int i = 0; i < places.size(); i++) {
        TopicPartition place = places.get(i);
        boolean more = i < places.size() - 1;
        announcements.add(
            Arrival.assigned(place.topic(), place.partition(), empty.contains(place), more));
      }
      announcing.complete(null);
      kafka.addSplits(splits);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Arrival> output) throws Exception {
      Arrival announcement = announcements.poll();
      if (announcement == null) {
        return kafka.pollNext(output);
      }
      output.collect(announcement);
      if (announcements.isEmpty()) {
        announcing = new CompletableFuture<>();
      }
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      CompletableFuture<Void> records = kafka.isAvailable();
      return records.isDone()
          ? records
          : CompletableFuture.anyOf(records, announcing).thenAccept(either -> {});
    }

    @Override
    public void start() {
      kafka.start();
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return kafka.snapshotState(checkpointId);
    }

    @Override
    public void notifyNoMoreSplits() {
      kafka.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
      kafka.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
      kafka.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
      kafka.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
      kafka.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
      kafka.close();
    }
  }
}
