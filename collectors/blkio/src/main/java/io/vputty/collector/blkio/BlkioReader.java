package io.vputty.collector.blkio;

import io.vputty.collector.Counters;
import io.vputty.collector.blkio.cgroup.GroupReader;
import io.vputty.collector.blkio.cgroup.GroupReading;
import io.vputty.collector.blkio.cgroup.VmGroup;
import io.vputty.collector.blkio.cgroup.VmGroups;
import io.vputty.collector.blkio.device.Volumes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at all VMs of a host, and tells what each did since the look before.
 *
 * <p>A VM that came in between is told from its own beginning; the first look of all only takes
 * note. Not thread-safe.
 */
public final class BlkioReader implements AutoCloseable {

  private final VmGroups groups;
  private final GroupReader reader;
  private final Volumes volumes;
  private final Counters counters;
  private Map<VmGroup, GroupReading> before = new HashMap<>();
  private long beforeMs = -1;

  BlkioReader(VmGroups groups, GroupReader reader, Volumes volumes, Counters counters) {
    this.groups = groups;
    this.reader = reader;
    this.volumes = volumes;
    this.counters = counters;
  }

  /**
   * Looks.
   *
   * @param timeMs now, later than at the look before
   */
  public List<VmInterval> look(long timeMs) {
    volumes.look();
    Map<VmGroup, GroupReading> now = new HashMap<>();
    List<VmInterval> intervals = new ArrayList<>();
    for (VmGroup group : groups.find()) {
      Optional<GroupReading> reading = reader.read(group);
      if (reading.isPresent()) {
        now.put(group, reading.get());
        if (beforeMs >= 0) {
          GroupReading earlier = before.getOrDefault(group, GroupReading.NOTHING);
          intervals.add(
              new Difference(earlier, reading.get(), timeMs - beforeMs, volumes, counters)
                  .of(group.vm()));
        }
      }
    }
    reader.keep(now.keySet());
    before = now;
    beforeMs = timeMs;
    return intervals;
  }

  /** VMs at the last look. */
  int vms() {
    return before.size();
  }

  /** Closes the files that it reads. */
  @Override
  public void close() {
    reader.close();
  }
}
