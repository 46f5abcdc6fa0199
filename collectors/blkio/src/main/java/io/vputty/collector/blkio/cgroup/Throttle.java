package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.Counters;
import io.vputty.collector.host.SmallFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The limits of a version 1 group. Its I/O counters stay 0 until a limit exists, in each direction
 * for itself on older kernels: a zero is a measurement only where both directions have one.
 */
final class Throttle {

  private static final List<String> READ =
      List.of("blkio.throttle.read_bps_device", "blkio.throttle.read_iops_device");
  private static final List<String> WRITE =
      List.of("blkio.throttle.write_bps_device", "blkio.throttle.write_iops_device");

  /** A terabyte per second. */
  private static final String NO_LIMIT = "1000000000000";

  private final boolean arm;
  private final Counters counters;

  /**
   * @param arm whether limits are set that limit nothing
   */
  Throttle(boolean arm, Counters counters) {
    this.arm = arm;
    this.counters = counters;
  }

  /** Those of some devices with counters of zero which do not count. */
  Set<DeviceNumber> unarmed(Path group, Set<DeviceNumber> zero) {
    Set<DeviceNumber> readLimited = limited(group, READ);
    Set<DeviceNumber> writeLimited = limited(group, WRITE);
    Set<DeviceNumber> unarmed = new HashSet<>(zero);
    unarmed.removeIf(device -> readLimited.contains(device) && writeLimited.contains(device));
    if (arm) {
      for (DeviceNumber device : unarmed) {
        limit(group, device, readLimited, READ);
        limit(group, device, writeLimited, WRITE);
      }
    }
    return unarmed;
  }

  private static Set<DeviceNumber> limited(Path group, List<String> files) {
    return files.stream()
        .flatMap(file -> SmallFile.read(group.resolve(file)).stream())
        .flatMap(String::lines)
        .flatMap(line -> DeviceNumber.parse(line.split(" ", 2)[0]).stream())
        .collect(Collectors.toSet());
  }

  private void limit(
      Path group, DeviceNumber device, Set<DeviceNumber> limited, List<String> files) {
    if (limited.contains(device)) {
      return;
    }
    try {
      Files.writeString(group.resolve(files.get(0)), device + " " + NO_LIMIT);
      counters.increment("devices.armed");
    } catch (IOException e) {
      counters.increment("devices.not-armed");
    }
  }
}
