package io.vputty.job.affinity;

import io.vputty.model.estimate.SampleSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by bucket of endpoint pairs: at a pane's end turns endpoints into VMs, as the inventory was
 * then, and counts each packet once; see {@link Authority}. Pairs that the inventory does not know
 * wait for it until the allowed lateness is over, and take effect then.
 *
 * <p>State: the rows of open panes, and those that wait; a timer at each time that rows take effect
 * clears them.
 */
final class CountOnce
    extends KeyedBroadcastProcessFunction<Integer, PaneBlock, Surroundings, EdgePane> {

  /** The busiest pairs of each bucket and pane that nobody knew in time. */
  static final OutputTag<UnknownPair> UNKNOWN = new OutputTag<>("unknown endpoints") {};

  private static final long serialVersionUID = 1L;

  /** Unknown rows of a bucket that wait at most, and that are told. */
  private static final int MAX_WAITING = 1_000;

  private static final int MAX_TOLD = 20;

  private final SurroundingsBroadcast surroundings;
  private final long paneMs;
  private final long latenessMs;
  private transient Inbox inbox;
  private transient @Nullable Authority newest;
  private transient Counter unresolved;
  private transient Counter resolvedLate;
  private transient Counter seenElsewhere;
  private transient Counter loops;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  CountOnce(SurroundingsBroadcast surroundings, long paneMs, long latenessMs) {
    this.surroundings = surroundings;
    this.paneMs = paneMs;
    this.latenessMs = latenessMs;
  }

  @Override
  public void open(OpenContext context) {
    inbox = new Inbox(getRuntimeContext(), paneMs);
    unresolved = getRuntimeContext().getMetricGroup().counter("samplesOfUnknownEndpoints");
    resolvedLate = getRuntimeContext().getMetricGroup().counter("samplesResolvedLate");
    seenElsewhere = getRuntimeContext().getMetricGroup().counter("samplesCountedElsewhere");
    loops = getRuntimeContext().getMetricGroup().counter("samplesWithinOneVm");
  }

  @Override
  public void processBroadcastElement(Surroundings one, Context context, Collector<EdgePane> out)
      throws Exception {
    surroundings.add(one, context);
  }

  @Override
  public void processElement(PaneBlock block, ReadOnlyContext context, Collector<EdgePane> out)
      throws Exception {
    inbox.add(block, context.timerService());
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<EdgePane> out)
      throws Exception {
    long atMs = timeMs + 1;
    Authority authority = authority(atMs, context);
    Map<Ends, List<Sighting>> byEnds = new HashMap<>();
    List<Sighting> unknown = new ArrayList<>();
    for (Sighting sighting : due(atMs)) {
      Ends ends = resolve(sighting, authority);
      if (ends == null) {
        unknown.add(sighting);
      } else if (ends.isLoop()) {
        loops.inc(sighting.samples);
      } else {
        add(sighting, byEnds.computeIfAbsent(ends, e -> new ArrayList<>(2)));
      }
    }
    keepOrGiveUp(unknown, atMs, context);
    byEnds.forEach((ends, seen) -> emit(ends, seen, authority, atMs, out));
  }

  private List<Sighting> due(long atMs) throws Exception {
    List<Sighting> due = new ArrayList<>();
    for (DataInputDeserializer rows : inbox.take(atMs)) {
      while (rows.available() > 0) {
        due.add(Sighting.read(rows));
      }
    }
    return due;
  }

  /** Puts parts together that were passed on one by one: what follows must not depend on it. */
  private static void add(Sighting sighting, List<Sighting> seen) {
    for (Sighting other : seen) {
      if (other.isOfSame(sighting)) {
        other.add(sighting);
        return;
      }
    }
    seen.add(sighting);
  }

  /** What all buckets ask at one time is asked once. */
  private Authority authority(long atMs, OnTimerContext context) throws Exception {
    if (newest == null || newest.atMs() != atMs) {
      newest =
          new Authority(surroundings.fleet(context), surroundings.reports(context), paneMs, atMs);
    }
    return newest;
  }

  private @Nullable Ends resolve(Sighting sighting, Authority authority) {
    Ends ends = authority.resolve(sighting, sighting.paneEndMs - 1);
    if (ends != null || !isLastChance(sighting, authority.atMs())) {
      return ends;
    }
    Ends later = authority.resolve(sighting, authority.atMs() - 1);
    if (later != null) {
      resolvedLate.inc(sighting.samples);
    }
    return later;
  }

  private boolean isLastChance(Sighting sighting, long atMs) {
    return atMs >= sighting.paneEndMs + latenessMs;
  }

  private void keepOrGiveUp(List<Sighting> unknown, long atMs, OnTimerContext context)
      throws Exception {
    unknown.sort(Comparator.comparingLong((Sighting sighting) -> -sighting.samples));
    TreeMap<Long, DataOutputSerializer> waiting = new TreeMap<>();
    int kept = 0;
    int told = 0;
    for (Sighting sighting : unknown) {
      if (!isLastChance(sighting, atMs) && kept++ < MAX_WAITING) {
        sighting.write(
            waiting.computeIfAbsent(
                sighting.paneEndMs + latenessMs, end -> new DataOutputSerializer(1 << 10)));
        continue;
      }
      unresolved.inc(sighting.samples);
      if (told++ < MAX_TOLD) {
        context.output(UNKNOWN, UnknownPair.of(sighting, atMs));
      }
    }
    for (Map.Entry<Long, DataOutputSerializer> entry : waiting.entrySet()) {
      inbox.add(
          PaneBlock.of(context.getCurrentKey(), entry.getKey(), entry.getValue().getCopyOfBuffer()),
          context.timerService());
    }
  }

  private void emit(
      Ends ends, List<Sighting> seen, Authority authority, long atMs, Collector<EdgePane> out) {
    SampleSums sums = authority.count(ends, seen);
    long samples = 0;
    for (Sighting sighting : seen) {
      samples += sighting.samples;
    }
    seenElsewhere.inc(samples - sums.sampleCount());
    if (sums.isEmpty()) {
      return;
    }
    EdgePane pane = new EdgePane();
    pane.paneEndMs = ends.paneEndMs();
    pane.atMs = atMs;
    pane.from = ends.from();
    pane.to = ends.to();
    pane.sums = sums;
    out.collect(pane);
  }
}
