package io.vputty.mapping;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one inventory record says: a host, VM or volume as of a time. At most one of the three is
 * set.
 *
 * @param timeMs when this became so, ms
 * @param entity "host/NAME", "vm/UUID" or "volume/ID"
 * @param domain placement domain it is in; on removal the last one
 * @param removed true when it is gone
 * @param agents sFlow agent addresses of a host, as text
 * @param networkSwitch true for a switch, which runs no VM
 * @param macs MAC addresses of a VM
 * @param ips addresses of a VM, each its bytes as ISO-8859-1 characters
 * @param vni virtual network that {@code ips} are unique in; -1 if they are unique everywhere
 * @param stale true while the source that says so does not answer
 * @param partition partition it was read from
 * @param offset offset it was read at
 */
public record FleetChange(
    long timeMs,
    String entity,
    String domain,
    boolean removed,
    @Nullable Host host,
    @Nullable Vm vm,
    @Nullable Volume volume,
    List<String> agents,
    boolean networkSwitch,
    List<Long> macs,
    List<String> ips,
    int vni,
    boolean stale,
    int partition,
    long offset) {

  public FleetChange {
    agents = List.copyOf(agents);
    macs = List.copyOf(macs);
    ips = List.copyOf(ips);
  }
}
