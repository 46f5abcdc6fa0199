package io.vputty.mapping;

import io.vputty.model.load.LoadLevels;
import io.vputty.schema.Load;
import org.jspecify.annotations.Nullable;

/** Load of the contract to levels of the model. */
public final class LoadMapping {

  private static final double MILLI = 1000;

  /** A level beyond it is a fault of the collector: more than any machine has of anything. */
  private static final double MOST = 1e12;

  private LoadMapping() {}

  /** What a record tells; null if nothing of what the model knows. */
  public static @Nullable LoadInterval interval(Load record) {
    LoadLevels levels =
        new LoadLevels(
            level(record.getCpuCores() * MILLI),
            sum(record.getReadBytesPerSecond(), record.getWrittenBytesPerSecond()),
            sum(record.getReceivedBytesPerSecond(), record.getSentBytesPerSecond()));
    if (levels.equals(LoadLevels.NONE)
        || record.getIntervalMs() <= 0
        || record.getEntity().isEmpty()) {
      return null;
    }
    long endMs = record.getTime().toEpochMilli();
    return new LoadInterval(
        endMs - record.getIntervalMs(),
        endMs,
        record.getEntity(),
        record.getHost(),
        record.getCollector(),
        levels);
  }

  /**
   * The same of a VM; null for a host, whose own load also holds what is no VM's: the sum of its
   * VMs says who contends.
   */
  public static @Nullable LoadInterval ofVm(Load record) {
    return record.getHost() ? null : interval(record);
  }

  /** Both directions; unknown unless both are known. */
  private static long sum(double one, double other) {
    return one >= 0 && other >= 0 ? level(one + other) : LoadLevels.UNKNOWN;
  }

  private static long level(double level) {
    return level >= 0 && level <= MOST ? Math.round(level) : LoadLevels.UNKNOWN;
  }
}
