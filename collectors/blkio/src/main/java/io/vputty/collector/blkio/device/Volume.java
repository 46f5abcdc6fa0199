package io.vputty.collector.blkio.device;

import io.vputty.collector.blkio.cgroup.DeviceNumber;
import java.util.Set;

/**
 * The volume that a block device is.
 *
 * @param id the same on every host that reaches it, or with the host's name before it
 * @param below devices that its I/O goes on to, where it is counted once more
 */
public record Volume(String id, Set<DeviceNumber> below) {

  public Volume {
    below = Set.copyOf(below);
  }
}
