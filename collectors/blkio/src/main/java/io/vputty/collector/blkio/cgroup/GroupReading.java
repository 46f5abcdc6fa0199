package io.vputty.collector.blkio.cgroup;

import java.util.Map;
import java.util.Set;

/**
 * What a group's files said at one time; -1 is unknown.
 *
 * @param io by device
 * @param unarmed devices whose zeros are no measurement
 * @param waitNanos time that operations waited in the scheduler, by device, where it says so, ns
 * @param cpuNanos CPU time used, ns
 * @param memoryBytes memory in use, bytes
 * @param cpuPressureMicros time that some task waited for CPU, us
 * @param memoryPressureMicros time that some task waited for memory, us
 * @param ioPressureMicros time that some task waited for I/O, us
 */
public record GroupReading(
    Map<DeviceNumber, IoCounters> io,
    Set<DeviceNumber> unarmed,
    Map<DeviceNumber, Long> waitNanos,
    long cpuNanos,
    long memoryBytes,
    long cpuPressureMicros,
    long memoryPressureMicros,
    long ioPressureMicros) {

  /** Of a group at its beginning. */
  public static final GroupReading NOTHING =
      new GroupReading(Map.of(), Set.of(), Map.of(), 0, 0, 0, 0, 0);
}
