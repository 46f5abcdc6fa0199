package io.vputty.job.runtime;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which partitions hold no record: nobody has written to them, or all of it has been deleted. */
final class EmptyPartitions {

  private static final Logger LOG = LoggerFactory.getLogger(EmptyPartitions.class);
  private static final int PATIENCE_SECONDS = 30;

  private EmptyPartitions() {}

  /** Those of some; none if Kafka does not answer, which the source then finds out itself. */
  static Set<TopicPartition> among(Collection<TopicPartition> places, Properties settings) {
    Set<TopicPartition> empty = new HashSet<>(places);
    try (Admin admin = Admin.create(settings)) {
      Map<TopicPartition, ListOffsetsResultInfo> first =
          offsets(admin, places, OffsetSpec.earliest());
      offsets(admin, places, OffsetSpec.latest())
          .forEach(
              (place, end) -> {
                ListOffsetsResultInfo begin = first.get(place);
                if (begin == null || begin.offset() != end.offset()) {
                  empty.remove(place);
                }
              });
      return empty;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("taking no partition for empty: {}", e.toString());
      return Set.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Set.of();
    }
  }

  private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
      Admin admin, Collection<TopicPartition> places, OffsetSpec which)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    places.forEach(place -> wanted.put(place, which));
    return admin.listOffsets(wanted).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
