package io.vputty.job.drift;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.drift.LevelDetector;
import io.vputty.model.drift.StormBreaker;
import io.vputty.model.footprint.Prices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by domain: passes its VMs' drifts on, unless there are so many that one storm says more, or
 * the inventory is so far out of date that nothing can be said; and tells when the placement costs
 * more than when it was last changed, and when its VMs keep to themselves in another way.
 *
 * <p>State: what came in the open pane, and one {@link DomainTrack}, dropped when no VM of the
 * domain has been tallied for {@value #FORGET_TALLIES} tallies.
 */
final class WatchDomain
    extends KeyedBroadcastProcessFunction<String, DomainNews, ControlChange, DriftNotice> {

  static final int FORGET_TALLIES = 3;

  private static final long serialVersionUID = 1L;

  /** A domain is one level, told every few panes: once in years by chance, nats. */
  private static final double LEVEL_THRESHOLD = 14;

  private final long paneMs;
  private final ControlBroadcast control;

  private transient StormBreaker breaker;
  private transient LevelDetector levels;
  private transient WatchCommunities watchCommunities;
  private transient Grounds grounds;
  private transient ListState<DomainNews> pending;
  private transient ValueState<DomainTrack> tracks;
  private transient Counter held;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  WatchDomain(long paneMs, Prices prices) {
    this.paneMs = paneMs;
    this.control = new ControlBroadcast(paneMs, prices);
  }

  @Override
  public void open(OpenContext context) {
    breaker = new StormBreaker(paneMs);
    levels = new LevelDetector();
    watchCommunities = new WatchCommunities();
    grounds = new Grounds(control);
    pending =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("pending", TypeInformation.of(DomainNews.class)));
    tracks =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("domain", TypeInformation.of(DomainTrack.class)));
    held = getRuntimeContext().getMetricGroup().counter("driftsHeldBack");
  }

  @Override
  public void processBroadcastElement(
      ControlChange change, Context context, Collector<DriftNotice> out) throws Exception {
    control.add(change, context);
  }

  @Override
  public void processElement(DomainNews news, ReadOnlyContext context, Collector<DriftNotice> out)
      throws Exception {
    pending.add(news);
    context.timerService().registerEventTimeTimer(news.timeMs());
  }

  @Override
  public void onTimer(long paneEndMs, OnTimerContext context, Collector<DriftNotice> out)
      throws Exception {
    DomainTrack track = tracks.value() == null ? new DomainTrack() : tracks.value();
    Ground ground = grounds.of(context.getCurrentKey(), paneEndMs, context);
    List<DriftNotice> notices = new ArrayList<>();
    List<VmTally> tallies = new ArrayList<>();
    take(paneEndMs, notices, tallies);
    notices.sort(Comparator.comparing(DriftNotice::subject));
    DomainNotices told = new DomainNotices(ground, notices);
    stale(track, told, out);
    if (tallies.stream().anyMatch(tally -> tally.edges > 0)) {
      track.edges = tallies.stream().mapToInt(tally -> tally.edges).sum();
      track.talliedMs = paneEndMs;
      if (!track.stale) {
        watchLevels(tallies, track, ground, told, out);
      }
    }
    if (track.stale) {
      held.inc(notices.size());
    } else {
      pass(notices, track, ground, told, out);
    }
    if (paneEndMs - track.talliedMs < forgetMs() || !track.storm.paneEnds.isEmpty()) {
      tracks.update(track);
      context.timerService().registerEventTimeTimer(paneEndMs + forgetMs());
    } else {
      tracks.clear();
    }
  }

  /** While so much of the inventory is out of date, what is told would not be true. */
  private static void stale(DomainTrack track, DomainNotices told, Collector<DriftNotice> out) {
    if (told.isStale() && !track.stale) {
      out.collect(told.stale());
    }
    track.stale = told.isStale();
  }

  private long forgetMs() {
    return FORGET_TALLIES * WatchEdges.TALLY_PANES * paneMs;
  }

  /** Takes out what came until a time. */
  private void take(long paneEndMs, List<DriftNotice> notices, List<VmTally> tallies)
      throws Exception {
    List<DomainNews> later = new ArrayList<>();
    for (DomainNews news : pending.get()) {
      if (news.timeMs() > paneEndMs) {
        later.add(news);
      } else if (news.tally() != null) {
        tallies.add(news.tally());
      } else if (news.notice() != null) {
        notices.add(news.notice());
      }
    }
    pending.update(later);
    tallies.sort(Comparator.comparing(tally -> tally.vm));
  }

  private void watchLevels(
      List<VmTally> tallies,
      DomainTrack track,
      Ground ground,
      DomainNotices told,
      Collector<DriftNotice> out) {
    if (track.placement != ground.census().placement()) {
      track.placement = ground.census().placement();
      levels.settle(track.cost);
    }
    long nanoDollars = tallies.stream().mapToLong(tally -> tally.nanoDollarsPerHour).sum();
    LevelDetector.Rise rise =
        levels.update(
            track.cost,
            ground.timeMs(),
            nanoDollars / VmTally.NANO,
            Math.max(ground.rules().costShare() * track.cost.mean, ground.leastWorth()),
            LEVEL_THRESHOLD);
    if (rise != null) {
      out.collect(told.costs(rise, LEVEL_THRESHOLD));
    }
    WatchCommunities.Mixing mixing =
        watchCommunities.update(
            track.communities,
            tallies,
            ground.timeMs(),
            ground.rules().communityShare(),
            LEVEL_THRESHOLD);
    if (mixing != null && mixing.worthPerHour() >= ground.leastWorth()) {
      out.collect(told.mixes(mixing, LEVEL_THRESHOLD));
    }
  }

  private void pass(
      List<DriftNotice> notices,
      DomainTrack track,
      Ground ground,
      DomainNotices told,
      Collector<DriftNotice> out) {
    int drifts = (int) notices.stream().filter(notice -> notice.kind().isOfEdge()).count();
    StormBreaker.Verdict verdict =
        breaker.update(track.storm, ground.timeMs(), drifts, track.edges, ground.rules());
    if (verdict == StormBreaker.Verdict.BEGIN) {
      out.collect(told.storm(StormBreaker.recent(track.storm), track.edges));
    }
    if (verdict != StormBreaker.Verdict.TELL) {
      held.inc(notices.size());
    } else {
      notices.forEach(out::collect);
    }
  }
}
