package io.vputty.mapping;

import io.vputty.mapping.VolumeInterval.IoCount;
import io.vputty.mapping.VolumeInterval.VolumeCount;
import io.vputty.schema.Arming;
import io.vputty.schema.BlockIo;
import io.vputty.schema.VolumeIo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Block I/O of the contract to counts of the model. */
public final class BlkioMapping {

  private BlkioMapping() {}

  /**
   * What a record counted that came when its partition had been marked so far; null if nothing.
   * Counters that do not count yet say nothing, not zero.
   */
  public static @Nullable VolumeInterval interval(BlockIo record, long clockMs) {
    List<VolumeCount> volumes =
        record.getVolumes().stream()
            .filter(volume -> volume.getArming() != Arming.UNARMED && !volume.getVolume().isEmpty())
            .map(BlkioMapping::count)
            .filter(count -> count.read().operations() + count.written().operations() > 0)
            .toList();
    if (volumes.isEmpty() || record.getIntervalMs() <= 0) {
      return null;
    }
    long endMs = record.getTime().toEpochMilli();
    return new VolumeInterval(
        endMs - record.getIntervalMs(), endMs, record.getVm(), volumes, clockMs);
  }

  private static VolumeCount count(VolumeIo io) {
    return new VolumeCount(
        io.getVolume(),
        count(io.getReadBytes(), io.getReadOperations()),
        count(io.getWrittenBytes(), io.getWriteOperations()));
  }

  /** Bytes and operations are read one after the other, and may be an operation apart. */
  private static IoCount count(long bytes, long operations) {
    long possible = Math.max(0, bytes);
    return new IoCount(possible, Math.max(possible > 0 ? 1 : 0, operations));
  }
}
