package io.vputty.job.runtime;

import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Vm;

/**
 * What a domain has at one time.
 *
 * @param entities hosts, VMs and volumes
 * @param vms VMs
 * @param stale entities whose source does not answer
 * @param placement a number that is the same as long as the same VMs are on the same hosts
 */
public record DomainCensus(int entities, int vms, int stale, long placement) {

  /** Of nothing. */
  public static final DomainCensus NONE = new DomainCensus(0, 0, 0, 0);

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  static DomainCensus of(FleetChange change) {
    Vm vm = change.vm();
    long placement = vm == null ? 0 : (31L * vm.id().hashCode() + vm.host().hashCode()) * SPREAD;
    return new DomainCensus(
        1, vm == null ? 0 : 1, change.stale() ? 1 : 0, placement ^ placement >>> 32);
  }

  DomainCensus plus(DomainCensus more) {
    return new DomainCensus(
        entities + more.entities, vms + more.vms, stale + more.stale, placement + more.placement);
  }
}
