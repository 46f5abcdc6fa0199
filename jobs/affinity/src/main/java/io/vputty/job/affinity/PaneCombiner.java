package io.vputty.job.affinity;

import io.vputty.mapping.FlowSecond;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds up what one sampling point saw of one pair in one pane before it is shuffled, chained to the
 * source. It keeps no state over a checkpoint: everything is passed on before the barrier, when a
 * pane is over, and when it holds too much. Sums are integers, so it does not matter where they are
 * cut.
 */
final class PaneCombiner extends AbstractStreamOperator<Sighting>
    implements OneInputStreamOperator<FlowSecond, Sighting> {

  private static final long serialVersionUID = 1L;
  private static final int MAX_SIGHTINGS = 50_000;

  private final long paneMs;
  private transient TreeMap<Long, Map<Point, Sighting>> panes;
  private transient int held;

  private record Point(String agent, int subAgent, boolean egress, FlowSecond.Pair pair) {}

  @SuppressWarnings("NullAway.Init") // the map is made in open
  PaneCombiner(long paneMs) {
    this.paneMs = paneMs;
  }

  @Override
  public void open() throws Exception {
    super.open();
    panes = new TreeMap<>();
    held = 0;
  }

  @Override
  public void processElement(StreamRecord<FlowSecond> element) {
    FlowSecond second = element.getValue();
    long paneEndMs = Math.floorDiv(second.timeMs(), paneMs) * paneMs + paneMs;
    Map<Point, Sighting> pane = panes.computeIfAbsent(paneEndMs, end -> new HashMap<>());
    int before = pane.size();
    Map<Point, Sighting> touched = new HashMap<>();
    for (FlowSecond.FlowCount flow : second.flows()) {
      Point point = new Point(second.agent(), flow.subAgent(), flow.egress(), flow.pair());
      Sighting sighting = pane.computeIfAbsent(point, p -> sighting(p, paneEndMs));
      sighting.sums.add(
          flow.rate(), flow.samples(), flow.bytes(), flow.squaresLow(), flow.squaresHigh());
      touched.put(point, sighting);
    }
    for (Sighting sighting : touched.values()) {
      sighting.arrived += second.arrived();
      sighting.lost += second.lost();
    }
    held += pane.size() - before;
    if (held > MAX_SIGHTINGS) {
      passOn(Long.MAX_VALUE);
    }
  }

  @Override
  public void processWatermark(Watermark watermark) throws Exception {
    passOn(watermark.getTimestamp());
    super.processWatermark(watermark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    passOn(Long.MAX_VALUE);
  }

  @Override
  public void finish() throws Exception {
    passOn(Long.MAX_VALUE);
    super.finish();
  }

  private void passOn(long watermarkMs) {
    while (!panes.isEmpty() && panes.firstKey() - 1 <= watermarkMs) {
      Map.Entry<Long, Map<Point, Sighting>> pane = panes.pollFirstEntry();
      held -= pane.getValue().size();
      for (Sighting sighting : pane.getValue().values()) {
        output.collect(new StreamRecord<>(sighting, pane.getKey() - 1));
      }
    }
  }

  private static Sighting sighting(Point point, long paneEndMs) {
    Sighting sighting = new Sighting();
    sighting.paneEndMs = paneEndMs;
    sighting.agent = point.agent;
    sighting.subAgent = point.subAgent;
    sighting.egress = point.egress;
    sighting.pair = point.pair;
    return sighting;
  }
}
