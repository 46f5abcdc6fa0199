package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.load.ContentionRule;
import io.vputty.model.load.LoadLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/**
 * Both operators of conflict edges, the one feeding the other: two hosts of 8 cores, an hour of 24
 * panes of 10 s, a lag of one pane.
 */
final class ConflictChain implements AutoCloseable {

  static final long PANE = 10_000;
  static final LoadClock CLOCK = new LoadClock(PANE, 24, PANE);
  static final ContentionRule RULE = new ContentionRule(0.8, 8, 6);

  private final CoBroadcastWithKeyedOperator<String, LoadInterval, FleetChange, VmPane> vmLoads;
  private final CoBroadcastWithKeyedOperator<String, VmPane, FleetChange, EdgeWindow> hostConflicts;
  private KeyedBroadcastOperatorTestHarness<String, LoadInterval, FleetChange, VmPane> vms;
  private KeyedBroadcastOperatorTestHarness<String, VmPane, FleetChange, EdgeWindow> hosts;
  private final List<VmPane> panes = new ArrayList<>();
  private long nextMs = PANE;

  private ConflictChain() throws Exception {
    vmLoads =
        new CoBroadcastWithKeyedOperator<>(new VmLoads(CLOCK), List.of(FleetBroadcast.state()));
    hostConflicts =
        new CoBroadcastWithKeyedOperator<>(
            new HostConflicts(CLOCK, RULE), List.of(FleetBroadcast.state()));
    vms =
        new KeyedBroadcastOperatorTestHarness<>(
            vmLoads, LoadInterval::entity, Types.STRING, 10, 1, 0);
    hosts =
        new KeyedBroadcastOperatorTestHarness<>(
            hostConflicts, VmPane::host, Types.STRING, 10, 1, 0);
  }

  /** With hosts a and b, g1 and g2 on a. */
  static ConflictChain start() throws Exception {
    ConflictChain chain = new ConflictChain();
    chain.vms.open();
    chain.hosts.open();
    chain.fleet(host("a", 8), host("b", 8), vm("g1", "a", 0), vm("g2", "a", 0));
    return chain;
  }

  /** Another chain that goes on where this one stands. */
  ConflictChain restored() throws Exception {
    OperatorSubtaskState ofVms = vms.snapshot(1, nextMs);
    OperatorSubtaskState ofHosts = hosts.snapshot(1, nextMs);
    ConflictChain chain = new ConflictChain();
    chain.vms.initializeState(ofVms);
    chain.hosts.initializeState(ofHosts);
    chain.vms.open();
    chain.hosts.open();
    chain.nextMs = nextMs;
    return chain;
  }

  void fleet(FleetChange... changes) throws Exception {
    for (FleetChange change : changes) {
      vms.processBroadcastElement(change, 0);
      hosts.processBroadcastElement(change, 0);
    }
  }

  void report(LoadInterval interval) throws Exception {
    vms.processElement(interval, interval.endMs());
  }

  /** CPU of one VM in the pane that ends then, cores, as one collector tells it. */
  void cpu(String vm, long paneEndMs, double cores) throws Exception {
    report(cpu(vm, "c", paneEndMs, cores));
  }

  static LoadInterval cpu(String vm, String collector, long paneEndMs, double cores) {
    LoadLevels levels = new LoadLevels(Math.round(cores * 1_000), -1, -1);
    return new LoadInterval(paneEndMs - PANE, paneEndMs, vm, false, collector, levels);
  }

  /** Time passes, pane by pane; what is emitted on the way. */
  List<EdgeWindow> advance(long untilMs) throws Exception {
    int before = hosts.extractOutputValues().size();
    for (; nextMs <= untilMs; nextMs += PANE) {
      Watermark watermark = new Watermark(nextMs - 1);
      int known = vms.extractOutputValues().size();
      vms.processBroadcastWatermark(watermark);
      vms.processWatermark(watermark);
      for (VmPane pane :
          vms.extractOutputValues().subList(known, vms.extractOutputValues().size())) {
        panes.add(pane);
        hosts.processElement(pane, pane.settledMs - 1);
      }
      hosts.processBroadcastWatermark(watermark);
      hosts.processWatermark(watermark);
    }
    List<EdgeWindow> all = hosts.extractOutputValues();
    return List.copyOf(all.subList(before, all.size()));
  }

  /** What VMs told their hosts. */
  List<VmPane> panes() {
    return panes;
  }

  /** Entries of keyed state in both operators. */
  int stateEntries() {
    return ((HeapKeyedStateBackend<?>) vmLoads.getKeyedStateBackend()).numKeyValueStateEntries()
        + ((HeapKeyedStateBackend<?>) hostConflicts.getKeyedStateBackend())
            .numKeyValueStateEntries();
  }

  int timers() {
    return vms.numEventTimeTimers() + hosts.numEventTimeTimers();
  }

  @Override
  public void close() throws Exception {
    vms.close();
    hosts.close();
  }

  /** A host that promises twice the cores it has. */
  static FleetChange host(String name, double hardwareCores) {
    Host host =
        new Host(name, "dc", "", "", 2 * hardwareCores, 1L << 36, true, Map.of(), hardwareCores);
    return change(0, "host/" + name, false, host, null);
  }

  static FleetChange vm(String id, String host, long timeMs) {
    return change(timeMs, "vm/" + id, false, null, machine(id, host));
  }

  static FleetChange removed(String id, long timeMs) {
    return change(timeMs, "vm/" + id, true, null, machine(id, ""));
  }

  private static Vm machine(String id, String host) {
    return new Vm(id, id, host, "dc", 8, 1 << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
  }

  private static FleetChange change(
      long timeMs, String entity, boolean removed, @Nullable Host host, @Nullable Vm vm) {
    return new FleetChange(
        timeMs, entity, "dc", removed, host, vm, null, List.of(), false, List.of(), List.of(), -1,
        false, 0, 0);
  }
}
