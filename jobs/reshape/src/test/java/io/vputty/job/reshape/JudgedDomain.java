package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.MoveVerdict;
import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PlanRound;
import io.vputty.mapping.VmPages;
import io.vputty.model.estimate.Interval;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Power;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.graph.EdgeKind;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.plan.PlannedMove;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The operator that plans the domain "dc", with panes of a second, and what it says. */
final class JudgedDomain implements AutoCloseable {

  static final long PANE = 1_000;

  final KeyedBroadcastOperatorTestHarness<String, DomainEvent, ControlChange, PlanRound> harness;

  private final CoBroadcastWithKeyedOperator<String, DomainEvent, ControlChange, PlanRound>
      operator;
  private final long paneMs;

  JudgedDomain() throws Exception {
    this(PANE);
  }

  JudgedDomain(long paneMs) throws Exception {
    this.paneMs = paneMs;
    operator =
        new CoBroadcastWithKeyedOperator<>(
            new PlanDomain(ReshapeOptions.DEFAULTS, null, paneMs, Prices.defaults()),
            ControlBroadcast.states());
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            operator, DomainEvent::domain, Types.STRING, 10, 1, 0);
    harness.open();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }

  /** Entries of keyed state. */
  int stateSize() {
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }

  PlanRound round(int index) {
    return harness.extractOutputValues().get(index);
  }

  /** The first round that moves something. */
  PlanRound plan() {
    return harness.extractOutputValues().stream()
        .filter(round -> round.recommendation() != null)
        .findFirst()
        .orElseThrow();
  }

  PlannedMove move(int index) {
    return Objects.requireNonNull(plan().recommendation()).moves().get(index);
  }

  List<MoveVerdict> verdicts() {
    var told = harness.getSideOutput(PlanDomain.VERDICTS);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  MoveVerdict onlyVerdict() {
    assertThat(verdicts()).hasSize(1);
    return verdicts().get(0);
  }

  void talk(int from, int until, double bytesPerSecond) throws Exception {
    for (int pane = from; pane <= until; pane++) {
      see(pane, "g1", "a", "g2", "b", bytesPerSecond);
      advance(pane);
    }
  }

  /** What VMs load their hosts with, period by period of 30 panes, told at once. */
  void load(int pane, String vm, long millicores) throws Exception {
    long endMs = pane * PANE;
    DomainEvent event = DomainEvent.of("dc", endMs, new LoadPeriod(vm, endMs, millicores));
    harness.processElement(event, 0);
  }

  /** A sample of all pages of 1 MiB of a VM: those with these numbers. */
  void pages(int pane, String vm, long from, long to) throws Exception {
    long[] hashes = LongStream.range(from, to).toArray();
    VmPages pages =
        new VmPages(
            pane * paneMs, vm, "", "tenant", "key", 1, 1 << 20, new PageSample(0, hashes, 1));
    harness.processElement(DomainEvent.of("dc", pane * paneMs, pages), 0);
  }

  void advance(int pane) throws Exception {
    harness.processBroadcastWatermark(new Watermark(pane * paneMs));
    harness.processWatermark(new Watermark(pane * paneMs));
  }

  void fleet(FleetChange change) throws Exception {
    harness.processBroadcastElement(new ControlChange(change, null), 0);
  }

  /** The first move of the first plan succeeds. */
  void arrive(long timeMs) throws Exception {
    PlannedMove move = move(0);
    OutcomeNotice notice =
        new OutcomeNotice(
            timeMs,
            plan().moveId(0),
            "dc",
            move.vm(),
            move.source(),
            move.target(),
            true,
            true,
            false,
            0,
            -1);
    harness.processElement(outcome(notice), 0);
  }

  void see(int pane, String from, String fromHost, String to, String toHost, double bytesPerSecond)
      throws Exception {
    EdgeWindow window =
        new EdgeWindow(
            pane * PANE,
            EdgeKind.NETWORK,
            from,
            to,
            new EdgeWindow.Place(fromHost, "dc"),
            new EdgeWindow.Place(toHost, "dc"),
            Tier.ZONE,
            5_000,
            PANE,
            Interval.exactly(bytesPerSecond),
            100,
            new EdgeWindow.PaneCount(
                bytesPerSecond, bytesPerSecond / 1_000, 100, bytesPerSecond * 1e3, 0.01),
            1,
            EdgeWindow.Writes.NONE,
            0);
    harness.processElement(DomainEvent.of(window).get(0), 0);
  }

  static DomainEvent outcome(OutcomeNotice notice) {
    return new DomainEvent(
        "dc",
        notice.timeMs(),
        "vputty.outcomes.v1",
        notice.moveId(),
        0,
        3,
        null,
        null,
        notice,
        null,
        null);
  }

  static FleetChange host(String name, String rack, String balancer) {
    return host(name, rack, balancer, Power.UNKNOWN);
  }

  static FleetChange host(String name, String rack, String balancer, Power power) {
    Host host =
        new Host(name, "dc", rack, "zone", 8, 1L << 36, true, Map.of(), 8, power, "", 0, balancer);
    return change("host/" + name, 0, host, null);
  }

  static FleetChange vm(String id, String host, long timeMs) {
    Vm vm =
        new Vm(
            id,
            id + "-name",
            host,
            "dc",
            2,
            1L << 30,
            Automation.AUTOMATIC,
            "",
            "",
            Map.of(),
            "",
            -1);
    return change("vm/" + id, timeMs, null, vm);
  }

  static FleetChange change(
      String entity, long timeMs, @Nullable Host host, @Nullable Vm vm, String... agents) {
    return new FleetChange(
        timeMs,
        entity,
        "dc",
        false,
        host,
        vm,
        null,
        List.of(agents),
        false,
        List.of(),
        List.of(),
        -1,
        false,
        0,
        0);
  }
}
