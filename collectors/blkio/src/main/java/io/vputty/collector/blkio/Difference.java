package io.vputty.collector.blkio;

import io.vputty.collector.Counters;
import io.vputty.collector.blkio.cgroup.DeviceNumber;
import io.vputty.collector.blkio.cgroup.GroupReading;
import io.vputty.collector.blkio.cgroup.IoCounters;
import io.vputty.collector.blkio.device.Volume;
import io.vputty.collector.blkio.device.Volumes;
import io.vputty.schema.Arming;
import io.vputty.schema.VolumeIo;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened between two readings of one group. A counter that went back began anew, and what it
 * shows came since; that is counted as "counters.reset".
 */
final class Difference {

  private static final double NANOS_PER_MS = 1e6;
  private static final double MICROS_PER_MS = 1e3;
  private static final long NANOS_A_MS = 1_000_000;

  private final GroupReading earlier;
  private final GroupReading later;
  private final long intervalMs;
  private final Volumes volumes;
  private final Counters counters;

  Difference(
      GroupReading earlier,
      GroupReading later,
      long intervalMs,
      Volumes volumes,
      Counters counters) {
    this.earlier = earlier;
    this.later = later;
    this.intervalMs = intervalMs;
    this.volumes = volumes;
    this.counters = counters;
  }

  VmInterval of(String vm) {
    return new VmInterval(
        vm,
        intervalMs,
        volumes().values().stream().toList(),
        rate(earlier.cpuNanos(), later.cpuNanos(), NANOS_PER_MS),
        later.memoryBytes(),
        share(earlier.cpuPressureMicros(), later.cpuPressureMicros()),
        share(earlier.memoryPressureMicros(), later.memoryPressureMicros()),
        share(earlier.ioPressureMicros(), later.ioPressureMicros()));
  }

  /** Growth a millisecond, in units of a millisecond; -1 if it is not known. */
  private double rate(long from, long to, double unit) {
    if (from < 0 || to < 0 || intervalMs <= 0) {
      return -1;
    }
    return (to < from ? to : to - from) / unit / intervalMs;
  }

  private double share(long from, long to) {
    return Math.min(1, rate(from, to, MICROS_PER_MS));
  }

  /** By volume: devices that are one volume, such as paths to it, count together. */
  private Map<String, VolumeIo> volumes() {
    Map<DeviceNumber, IoCounters> grown = new TreeMap<>();
    later.io().forEach((device, counts) -> grown.put(device, growth(device, counts)));
    Map<String, VolumeIo> sums = new TreeMap<>();
    grown.forEach(
        (device, counts) -> {
          IoCounters own = counts;
          boolean under = false;
          for (Map.Entry<DeviceNumber, IoCounters> other : grown.entrySet()) {
            if (volumes.of(other.getKey()).below().contains(device)) {
              own = own.without(other.getValue());
              under = true;
            }
          }
          if (!under || !own.isZero()) {
            add(sums, device, own);
          }
        });
    return sums;
  }

  private IoCounters growth(DeviceNumber device, IoCounters counts) {
    IoCounters growth = counts.since(earlier.io().getOrDefault(device, IoCounters.ZERO));
    if (growth.isPossible()) {
      return growth;
    }
    counters.increment("counters.reset");
    return counts;
  }

  private void add(Map<String, VolumeIo> sums, DeviceNumber device, IoCounters own) {
    Volume volume = volumes.of(device);
    boolean unarmed = later.unarmed().contains(device);
    if (unarmed) {
      counters.increment("devices.unarmed");
    }
    VolumeIo io = sums.computeIfAbsent(volume.id(), Difference::empty);
    io.setReadBytes(io.getReadBytes() + own.readBytes());
    io.setWrittenBytes(io.getWrittenBytes() + own.writtenBytes());
    io.setReadOperations(io.getReadOperations() + own.readOperations());
    io.setWriteOperations(io.getWriteOperations() + own.writeOperations());
    long wait = later.waitNanos().getOrDefault(device, -1L);
    if (wait >= 0) {
      long waited = wait - earlier.waitNanos().getOrDefault(device, 0L);
      io.setWaitMs(Math.max(0, io.getWaitMs()) + Math.max(0, waited) / NANOS_A_MS);
    }
    if (unarmed || io.getArming() != Arming.UNARMED) {
      io.setArming(unarmed ? Arming.UNARMED : Arming.ARMED);
    }
  }

  private static VolumeIo empty(String volume) {
    return VolumeIo.newBuilder().setVolume(volume).build();
  }
}
