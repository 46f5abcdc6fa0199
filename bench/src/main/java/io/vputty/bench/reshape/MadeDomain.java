package io.vputty.bench.reshape;

import io.vputty.bench.planner.instance.Instance;
import io.vputty.bench.planner.instance.TenantGenerator;
import io.vputty.job.reshape.DomainEvent;
import io.vputty.job.reshape.LoadPeriod;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.SettingChange;
import io.vputty.model.drift.DriftKind;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKey;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A made domain of tenants on racks of thirty hosts, as the planning operator hears of it. */
final class MadeDomain {

  static final String NAME = "default";

  private static final int HOSTS_PER_RACK = 30;
  private static final int SLOTS = 30;
  private static final double FULL = 0.85;
  private static final long MEMORY = 4L << 30;
  private static final int BYTES = 1000;

  private final Instance tenants;
  private final long paneMs;
  private final SplittableRandom random = new SplittableRandom(7);

  MadeDomain(int vms, long paneMs) {
    int racks = (int) Math.ceil(vms / (FULL * HOSTS_PER_RACK * SLOTS));
    this.tenants = new TenantGenerator(vms, 1).on("tick", racks, HOSTS_PER_RACK, SLOTS);
    this.paneMs = paneMs;
  }

  int edges() {
    return tenants.edges();
  }

  int vms() {
    return tenants.vms();
  }

  /** Hosts, VMs, and that nothing is to be done: then rounds go on, each the whole of it. */
  List<ControlChange> control() {
    List<ControlChange> changes = new ArrayList<>();
    for (int host = 0; host < tenants.hosts(); host++) {
      String rack = "rack-%03d".formatted(host / HOSTS_PER_RACK);
      Host made = new Host(host(host), NAME, rack, "", SLOTS, SLOTS * MEMORY, true, Map.of());
      changes.add(change("host/" + made.name(), made, null));
    }
    for (int vm = 0; vm < tenants.vms(); vm++) {
      Automation automation = Automation.AUTOMATIC;
      Vm made =
          new Vm(vm(vm), "", hostOf(vm), NAME, 1, MEMORY, automation, "", "", Map.of(), "", -1);
      changes.add(change("vm/" + made.id(), null, made));
    }
    changes.add(
        new ControlChange(
            null, new SettingChange(0, NAME, "pause", "true", "bench", "to go on", 0, 0)));
    return changes;
  }

  /** What all edges carried in a pane. */
  List<DomainEvent> traffic(long endMs) {
    List<DomainEvent> events = new ArrayList<>();
    for (int edge = 0; edge < edges(); edge++) {
      events.addAll(DomainEvent.of(window(edge, endMs)));
    }
    return events;
  }

  /** What all VMs loaded their hosts with in a period. */
  List<DomainEvent> loads(long endMs, long toldMs) {
    List<DomainEvent> events = new ArrayList<>();
    for (int vm = 0; vm < tenants.vms(); vm++) {
      LoadPeriod load = new LoadPeriod(vm(vm), endMs, random.nextInt(1000));
      events.add(DomainEvent.of(NAME, toldMs, load));
    }
    return events;
  }

  /** So many edges, evenly among all, that carry three times as much. */
  List<DomainEvent> drifts(int count, long timeMs) {
    List<DomainEvent> events = new ArrayList<>();
    for (int each = 0; each < count; each++) {
      int edge = (int) ((long) edges() * each / count);
      double bytes = tenants.weight()[edge] * BYTES;
      EdgeKey key = new EdgeKey(EdgeKind.NETWORK, from(edge), to(edge));
      String subject = key.kind() + "/" + key.from() + "/" + key.to();
      events.addAll(
          DomainEvent.of(
              new DriftNotice(
                  timeMs,
                  "drift-%d-%06d".formatted(timeMs, edge),
                  DriftKind.SURGE,
                  subject,
                  key,
                  List.of(NAME),
                  Interval.exactly(bytes),
                  new Interval(3 * bytes, 2.7 * bytes, 3.3 * bytes),
                  timeMs - paneMs,
                  20,
                  10,
                  1,
                  "bench",
                  "")));
    }
    return events;
  }

  private EdgeWindow window(int edge, long endMs) {
    double bytes = tenants.weight()[edge] * BYTES * paneMs / 1000 * random.nextDouble(0.9, 1.1);
    return new EdgeWindow(
        endMs,
        EdgeKind.NETWORK,
        from(edge),
        to(edge),
        new EdgeWindow.Place(hostOf(tenants.from()[edge]), NAME),
        new EdgeWindow.Place(hostOf(tenants.to()[edge]), NAME),
        Tier.ZONE,
        6 * paneMs,
        paneMs,
        Interval.exactly(bytes / paneMs * 1000),
        100,
        new EdgeWindow.PaneCount(bytes, bytes / 1_000, 100, bytes, 0.01),
        1,
        EdgeWindow.Writes.NONE,
        0);
  }

  private String from(int edge) {
    return vm(tenants.from()[edge]);
  }

  private String to(int edge) {
    return vm(tenants.to()[edge]);
  }

  private String hostOf(int vm) {
    return host(tenants.home()[vm]);
  }

  private static String vm(int vm) {
    return "00000000-0000-4000-8000-%012d".formatted(vm);
  }

  private static String host(int host) {
    return "host-%05d".formatted(host);
  }

  private static ControlChange change(String entity, @Nullable Host host, @Nullable Vm vm) {
    return new ControlChange(
        new FleetChange(
            0, entity, NAME, false, host, vm, null, List.of(), false, List.of(), List.of(), -1,
            false, 0, 0),
        null);
  }
}
