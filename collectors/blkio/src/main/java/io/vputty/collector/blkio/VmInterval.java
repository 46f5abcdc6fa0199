package io.vputty.collector.blkio;

import io.vputty.schema.Arming;
import io.vputty.schema.VolumeIo;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What one VM did between two looks; -1 is unknown.
 *
 * @param vm its UUID
 * @param intervalMs length, ms
 * @param volumes I/O on each of its volumes
 * @param cpuCores CPU time used, core-seconds per second
 * @param memoryBytes memory in use at the end, bytes
 * @param cpuPressure share of time that some task waited for CPU, 0-1
 * @param memoryPressure share of time that some task waited for memory, 0-1
 * @param ioPressure share of time that some task waited for I/O, 0-1
 */
public record VmInterval(
    String vm,
    long intervalMs,
    List<VolumeIo> volumes,
    double cpuCores,
    long memoryBytes,
    double cpuPressure,
    double memoryPressure,
    double ioPressure) {

  private static final double MS = 1000;

  public VmInterval {
    volumes = List.copyOf(volumes);
  }

  /** Bytes read per second from all volumes; -1 where one of them does not count. */
  double readBytesPerSecond() {
    return perSecond(VolumeIo::getReadBytes);
  }

  /** Bytes written per second to all volumes; -1 where one of them does not count. */
  double writtenBytesPerSecond() {
    return perSecond(VolumeIo::getWrittenBytes);
  }

  private double perSecond(ToLongFunction<VolumeIo> bytes) {
    boolean unarmed = volumes.stream().anyMatch(volume -> volume.getArming() == Arming.UNARMED);
    return unarmed ? -1 : volumes.stream().mapToLong(bytes).sum() * MS / intervalMs;
  }
}
