package io.vputty.job.runtime;

import io.vputty.mapping.LoadInterval;
import io.vputty.model.load.CollectorLoad;
import io.vputty.model.load.LoadLevels;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * What was told of one VM's load in panes that are not settled yet: state of an operator that is
 * keyed by VM. A pane is settled at its last millisecond plus the lag, whenever its reports came.
 *
 * <p>A report is laid over the panes of its interval. Of one longer than the lag only the last part
 * counts, as long as the lag: the rest might be settled already, or not.
 */
public final class LoadPanes {

  private final MapState<Long, List<CollectorLoad>> told;
  private final long paneMs;
  private final long lagMs;

  /**
   * The state of an operator.
   *
   * @param lagMs a multiple of the pane, ms
   */
  public LoadPanes(RuntimeContext context, long paneMs, long lagMs) {
    this.paneMs = paneMs;
    this.lagMs = lagMs;
    this.told =
        context.getMapState(
            new MapStateDescriptor<>(
                "told", Types.LONG, Types.LIST(TypeInformation.of(CollectorLoad.class))));
  }

  /**
   * Takes in a report, and has its panes settled.
   *
   * @return how many of its panes had been settled already
   */
  public int add(LoadInterval interval, TimerService timers) throws Exception {
    int late = 0;
    long fromMs = Math.max(interval.startMs(), interval.endMs() - lagMs);
    while (fromMs < interval.endMs()) {
      long paneEndMs = Math.floorDiv(fromMs, paneMs) * paneMs + paneMs;
      long toMs = Math.min(paneEndMs, interval.endMs());
      long settledMs = paneEndMs + lagMs - 1;
      if (settledMs <= timers.currentWatermark()) {
        late++;
      } else {
        add(paneEndMs, interval, toMs - fromMs);
        timers.registerEventTimeTimer(settledMs);
      }
      fromMs = toMs;
    }
    return late;
  }

  private void add(long paneEndMs, LoadInterval interval, long heldMs) throws Exception {
    List<CollectorLoad> known = told.get(paneEndMs);
    List<CollectorLoad> all = known == null ? new ArrayList<>() : new ArrayList<>(known);
    CollectorLoad own = null;
    for (CollectorLoad one : all) {
      own = one.collector.equals(interval.collector()) ? one : own;
    }
    if (own == null) {
      own = new CollectorLoad();
      own.collector = interval.collector();
      all.add(own);
    }
    own.add(interval.levels(), heldMs);
    told.put(paneEndMs, all);
  }

  /** End of the pane that a timer of this settles, ms. */
  public long paneEndMs(long timerMs) {
    return timerMs + 1 - lagMs;
  }

  /** The load of a pane, which is forgotten. */
  public LoadLevels settle(long paneEndMs) throws Exception {
    List<CollectorLoad> all = told.get(paneEndMs);
    if (all == null) {
      return LoadLevels.NONE;
    }
    told.remove(paneEndMs);
    return CollectorLoad.settle(all, paneMs);
  }
}
