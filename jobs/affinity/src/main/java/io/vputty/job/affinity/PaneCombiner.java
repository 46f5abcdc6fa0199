package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Adds up what one sampling point saw of one pair in one pane before it is shuffled, chained to the
 * source, and what arrived of each agent's samples. It keeps no state over a checkpoint: everything
 * is passed on before the barrier, when a pane is over, and when it holds too much. Sums are
 * integers, so it does not matter where they are cut.
 */
final class PaneCombiner extends AbstractStreamOperator<PaneBlock>
    implements OneInputStreamOperator<FlowSecond, PaneBlock> {

  /** What arrived of each agent's samples. */
  static final OutputTag<AgentPane> AGENTS = new OutputTag<>("agents") {};

  private static final long serialVersionUID = 1L;
  private static final int MAX_ROWS = 500_000;
  private static final int MAX_SPARE = 2;
  private static final int BLOCK_BYTES = 1 << 14;
  private static final long GROUP_ADDRESS = 1L << 40;

  private final long paneMs;
  private transient TreeMap<Long, Map<Long, Pane>> panes;
  private transient ArrayDeque<PairTable> spare;
  private transient DataOutputSerializer rows;
  private transient Counter group;

  /** One pane of what takes effect at one time. */
  private static final class Pane {
    final PairTable pairs;
    final Map<String, AgentPane> agents = new HashMap<>();

    Pane(PairTable pairs) {
      this.pairs = pairs;
    }
  }

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  PaneCombiner(long paneMs) {
    this.paneMs = paneMs;
  }

  @Override
  public void open() throws Exception {
    super.open();
    panes = new TreeMap<>();
    spare = new ArrayDeque<>();
    rows = new DataOutputSerializer(BLOCK_BYTES);
    group = getMetricGroup().counter("samplesToGroupAddresses");
  }

  @Override
  public void processElement(StreamRecord<FlowSecond> element) throws IOException {
    FlowSecond second = element.getValue();
    long paneEndMs = Panes.end(second.timeMs, paneMs);
    long atMs = Panes.effect(paneEndMs, second.clockMs, paneMs);
    Pane pane =
        panes
            .computeIfAbsent(atMs, at -> new HashMap<>())
            .computeIfAbsent(
                paneEndMs, end -> new Pane(spare.isEmpty() ? new PairTable() : spare.pop()));
    AgentPane agent = pane.agents.computeIfAbsent(second.agent, name -> new AgentPane());
    agent.arrived += second.arrived;
    agent.lost += second.lost;
    int number = pane.pairs.agent(second.agent);
    for (int at = 0; at < second.size; at++) {
      agent.samples += second.samples[at];
      agent.packets += Math.round(second.rate[at] * second.samples[at]);
      if ((second.destinationMac[at] & GROUP_ADDRESS) == 0) {
        pane.pairs.add(second, at, number);
      } else {
        group.inc(second.samples[at]);
      }
    }
    if (pane.pairs.size() > MAX_ROWS) {
      passOn(Long.MAX_VALUE);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    passOn(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws IOException {
    passOn(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    passOn(Long.MAX_VALUE);
    super.finish();
  }

  private void passOn(long watermarkMs) throws IOException {
    while (!panes.isEmpty() && panes.firstKey() - 1 <= watermarkMs) {
      Map.Entry<Long, Map<Long, Pane>> entry = panes.pollFirstEntry();
      for (Map.Entry<Long, Pane> pane : entry.getValue().entrySet()) {
        passOn(pane.getValue(), pane.getKey(), entry.getKey());
        keep(pane.getValue().pairs);
      }
    }
  }

  /** The next pane will need about as much room. */
  private void keep(PairTable pairs) {
    if (spare.size() < MAX_SPARE) {
      pairs.clear();
      spare.push(pairs);
    }
  }

  private void passOn(Pane pane, long paneEndMs, long atMs) throws IOException {
    pane.agents.forEach(
        (name, agent) -> {
          agent.agent = name;
          agent.paneEndMs = paneEndMs;
          agent.atMs = atMs;
          output.collect(AGENTS, new StreamRecord<>(agent, atMs - 1));
        });
    Sighting sighting = new Sighting();
    sighting.paneEndMs = paneEndMs;
    int[] cells = pane.pairs.byBucket();
    for (int i = 0; i < cells.length; i++) {
      pane.pairs.read(cells[i], sighting);
      sighting.write(rows);
      int bucket = pane.pairs.bucket(cells[i]);
      if (i + 1 == cells.length || pane.pairs.bucket(cells[i + 1]) != bucket) {
        PaneBlock block = PaneBlock.of(bucket, atMs, rows.getCopyOfBuffer());
        output.collect(new StreamRecord<>(block, atMs - 1));
        rows.clear();
      }
    }
  }
}
