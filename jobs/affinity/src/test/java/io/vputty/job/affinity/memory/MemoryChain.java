package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.VmPages;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.sharing.ShareKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The three operators behind one another, and a fleet of VMs on two hosts of one rack. */
final class MemoryChain implements AutoCloseable {

  static final long PANE_MS = 1_000;

  private final KeyedProcessOperator<String, VmPages, HashChange> changes;
  private final KeyedProcessOperator<Long, HashChange, CellNews> holders;
  private final CoBroadcastWithKeyedOperator<Integer, CellNews, FleetChange, EdgeWindow> shared;
  private final KeyedOneInputStreamOperatorTestHarness<String, VmPages, HashChange> first;
  private final KeyedOneInputStreamOperatorTestHarness<Long, HashChange, CellNews> second;
  private final KeyedBroadcastOperatorTestHarness<Integer, CellNews, FleetChange, EdgeWindow> third;
  private int toldHashes;
  private int toldVms;
  private int toldCells;
  private int toldEdges;

  MemoryChain(MemoryOptions options) throws Exception {
    changes = new KeyedProcessOperator<>(new SampleChanges(PANE_MS, options));
    holders = new KeyedProcessOperator<>(new PageHolders(PANE_MS, options));
    shared =
        new CoBroadcastWithKeyedOperator<>(
            new SharedMemory(PANE_MS, options), List.of(FleetBroadcast.state()));
    first = new KeyedOneInputStreamOperatorTestHarness<>(changes, VmPages::vm, Types.STRING);
    second = new KeyedOneInputStreamOperatorTestHarness<>(holders, HashChange::bucket, Types.LONG);
    third = new KeyedBroadcastOperatorTestHarness<>(shared, CellNews::cell, Types.INT, 10, 1, 0);
    first.open();
    second.open();
    third.open();
    for (String host : List.of("a", "b")) {
      third.processBroadcastElement(host(host), 0);
    }
    for (String vm : List.of("g1", "g2", "g3", "g4")) {
      third.processBroadcastElement(vm(vm, vm.equals("g1") ? "a" : "b"), 0);
    }
  }

  void tell(VmPages pages) throws Exception {
    first.processElement(pages, pages.timeMs());
  }

  /** What is emitted until the watermark has passed a time. */
  List<EdgeWindow> advance(long untilMs) throws Exception {
    Watermark watermark = new Watermark(untilMs - 1);
    first.processWatermark(watermark);
    List<HashChange> hashes = first.extractOutputValues();
    for (HashChange change : hashes.subList(toldHashes, hashes.size())) {
      second.processElement(change, change.paneEndMs - 1);
    }
    toldHashes = hashes.size();
    tellVms();
    second.processWatermark(watermark);
    List<CellNews> news = second.extractOutputValues();
    for (CellNews some : news.subList(toldCells, news.size())) {
      third.processElement(some, some.paneEndMs - 1);
    }
    toldCells = news.size();
    third.processBroadcastWatermark(watermark);
    third.processWatermark(watermark);
    List<EdgeWindow> edges = third.extractOutputValues();
    List<EdgeWindow> emitted = List.copyOf(edges.subList(toldEdges, edges.size()));
    toldEdges = edges.size();
    return emitted;
  }

  private void tellVms() throws Exception {
    var told = first.getSideOutput(SampleChanges.VMS);
    List<SampledVm> vms = new ArrayList<>();
    if (told != null) {
      told.forEach(record -> vms.add(record.getValue()));
    }
    for (SampledVm vm : vms.subList(toldVms, vms.size())) {
      for (int line = 0; line < ShareKeys.LINES; line++) {
        int cell = ShareKeys.cell(ShareKeys.line(vm.key), line);
        third.processElement(CellNews.of(cell, vm), vm.sinceMs - 1);
      }
    }
    toldVms = vms.size();
  }

  /** Entries of keyed state, and timers, that all operators hold. */
  int remains() {
    int timers =
        first.numEventTimeTimers() + second.numEventTimeTimers() + third.numEventTimeTimers();
    return timers + entries(changes) + entries(holders) + entries(shared);
  }

  private static int entries(AbstractStreamOperator<?> operator) {
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  @Override
  public void close() throws Exception {
    first.close();
    second.close();
    third.close();
  }

  private static FleetChange host(String name) {
    Host host = new Host(name, "dc", "rack", "zone", 8, 1L << 36, true, Map.of());
    return change("host/" + name, host, null);
  }

  static FleetChange vm(String id, String host) {
    Vm vm = new Vm(id, id, host, "dc", 1, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return change("vm/" + id, null, vm);
  }

  private static FleetChange change(String entity, @Nullable Host host, @Nullable Vm vm) {
    return new FleetChange(
        0, entity, "dc", false, host, vm, null, List.of(), false, List.of(), List.of(), -1, false,
        0, 0);
  }
}
