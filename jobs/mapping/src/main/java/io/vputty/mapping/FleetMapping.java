package io.vputty.mapping;

import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import io.vputty.model.footprint.Wishes;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Inventory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inventory records to changes of the fleet. */
public final class FleetMapping {

  /** The upper bits of an IPv4 address mapped into IPv6's lower half: RFC 4291, 2.5.5.2. */
  static final long IPV4_PREFIX = 0xFFFF_0000_0000L;

  private static final int IPV4_BITS = 32;

  private FleetMapping() {}

  /** The change, taking effect at {@code timeMs}, as read at an offset. */
  public static FleetChange change(Inventory record, long timeMs, int partition, long offset) {
    io.vputty.schema.Host host = record.getHost();
    io.vputty.schema.Vm vm = record.getVm();
    return new FleetChange(
        timeMs,
        record.getEntity(),
        record.getDomain(),
        record.getRemoved(),
        host == null ? null : host(host, record.getDomain()),
        vm == null ? null : vm(vm, record.getDomain()),
        volume(record.getVolume()),
        host == null ? List.of() : host.getAgents(),
        host != null && host.getNetworkSwitch(),
        vm == null ? List.of() : vm.getMacs(),
        vm == null ? List.of() : vm.getIps().stream().map(FleetMapping::address).toList(),
        vm == null ? -1 : vm.getVni(),
        record.getStale(),
        partition,
        offset);
  }

  /** An IP address as a string of its bytes; empty stays empty. */
  public static String address(ByteBuffer ip) {
    byte[] bytes = new byte[ip.remaining()];
    ip.duplicate().get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** An IP address of two halves, as {@link FlowSecond} has it, as a string of its bytes. */
  public static String address(long high, long low) {
    if (high == 0 && low == 0) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low);
    boolean mapped = high == 0 && low >>> IPV4_BITS == IPV4_PREFIX >>> IPV4_BITS;
    return address(bytes.position(mapped ? bytes.limit() - Integer.BYTES : 0));
  }

  private static Host host(io.vputty.schema.Host host, String domain) {
    return new Host(
        host.getName(),
        domain,
        host.getRack(),
        host.getZone(),
        host.getCpuCores() * host.getCpuOvercommit(),
        host.getMemoryBytes(),
        host.getSchedulable(),
        host.getLabels(),
        host.getCpuCores(),
        new Power(Math.max(0, host.getIdleWatts()), Math.max(0, host.getPeakWatts())),
        host.getCpuModel(),
        Math.round(Math.max(0, host.getNicBitsPerSecond() * host.getNicOvercommit())),
        host.getBalancer());
  }

  private static Vm vm(io.vputty.schema.Vm vm, String domain) {
    return new Vm(
        vm.getId(),
        vm.getName(),
        vm.getHost(),
        domain,
        vm.getCpuCores(),
        vm.getMemoryBytes(),
        automation(vm.getAutomation()),
        vm.getAffinityGroup(),
        vm.getAntiAffinityGroup(),
        vm.getRequiredLabels(),
        vm.getTrustDomain(),
        vm.getDirtyRatePerSecond(),
        new Wishes(
            vm.getPreferredLabels(), vm.getSoftAffinityGroup(), vm.getSoftAntiAffinityGroup()));
  }

  private static @Nullable Volume volume(io.vputty.schema.@Nullable Volume volume) {
    return volume == null ? null : new Volume(volume.getId(), volume.getHost(), volume.getRack());
  }

  /**
   * An automation level that this version does not know is the most careful one that allows advice.
   */
  private static Automation automation(AutomationLevel level) {
    return switch (level) {
      case PINNED -> Automation.PINNED;
      case AUTOMATIC -> Automation.AUTOMATIC;
      case MANUAL, UNKNOWN -> Automation.MANUAL;
    };
  }
}
