package io.vputty.schema;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Which partition a key goes to: Kafka's own default, so that writers in any language agree. */
public final class Partitioning {

  private Partitioning() {}

  /** The partition of a key among {@code partitions} (positive). */
  public static int partition(String key, int partitions) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }
}
