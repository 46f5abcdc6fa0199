package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.job.runtime.LoadPanes;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.footprint.Vm;
import io.vputty.model.load.HourTally;
import io.vputty.model.load.LoadLevels;
import io.vputty.model.load.LoadProfile;
import io.vputty.model.load.WeekProfile;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by VM: settles one pane at each pane's end, keeps the VM's profile, and tells the host it
 * runs on now. The profile belongs to the VM: a host that is new to it is told the whole last hour,
 * as if the VM had always been there, which is what to expect of it.
 *
 * <p>State: what was told of panes that are not settled, the last hour, the hour of the clock that
 * has not ended, and the hours of the week, which stand ready for whoever plans ahead. All of it
 * goes when the VM has left the inventory, or has been silent for an hour.
 */
final class VmLoads
    extends KeyedBroadcastProcessFunction<String, LoadInterval, FleetChange, VmPane> {

  private static final long serialVersionUID = 1L;

  /** The VM's load by hour of the week, keyed by its id. */
  static final ValueStateDescriptor<WeekProfile> WEEK =
      new ValueStateDescriptor<>("week", TypeInformation.of(WeekProfile.class));

  private final FleetBroadcast fleet;
  private final LoadClock clock;
  private transient LoadPanes told;
  private transient ValueState<LoadProfile> lastHour;
  private transient ValueState<HourTally> tally;
  private transient ValueState<WeekProfile> week;
  private transient ValueState<String> host;
  private transient Counter late;
  private transient Counter unknown;

  @SuppressWarnings("NullAway.Init") // state is made in open
  VmLoads(LoadClock clock) {
    this.clock = clock;
    this.fleet = new FleetBroadcast(clock.lagMs());
  }

  @Override
  public void open(OpenContext context) {
    told = new LoadPanes(getRuntimeContext(), clock.paneMs(), clock.lagMs());
    lastHour =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("last-hour", TypeInformation.of(LoadProfile.class)));
    tally =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("tally", TypeInformation.of(HourTally.class)));
    week = getRuntimeContext().getState(WEEK);
    host = getRuntimeContext().getState(new ValueStateDescriptor<>("host", Types.STRING));
    late = getRuntimeContext().getMetricGroup().counter("loadsAfterTheirPaneWasSettled");
    unknown = getRuntimeContext().getMetricGroup().counter("panesOfUnknownVms");
  }

  @Override
  public void processBroadcastElement(FleetChange change, Context context, Collector<VmPane> out)
      throws Exception {
    fleet.add(
        change, context.getBroadcastState(FleetBroadcast.state()), context.currentWatermark());
  }

  @Override
  public void processElement(LoadInterval interval, ReadOnlyContext context, Collector<VmPane> out)
      throws Exception {
    late.inc(told.add(interval, context.timerService()));
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<VmPane> out) throws Exception {
    long paneEndMs = told.paneEndMs(timeMs);
    LoadLevels levels = told.settle(paneEndMs);
    LoadProfile profile = lastHour.value();
    profile = profile == null ? new LoadProfile(clock.paneMs(), clock.panes()) : profile;
    profile.add(paneEndMs, levels);
    FleetHistory history = fleet.history(context.getBroadcastState(FleetBroadcast.state()));
    Vm vm = history.vm(context.getCurrentKey(), timeMs);
    if (vm == null || profile.isSilentUntil(paneEndMs)) {
      unknown.inc(vm == null && !levels.equals(LoadLevels.NONE) ? 1 : 0);
      forget();
      return;
    }
    lastHour.update(profile);
    tally(paneEndMs, levels);
    tell(vm, paneEndMs, levels.millicores(), profile, out);
    context.timerService().registerEventTimeTimer(timeMs + clock.paneMs());
  }

  /** Adds the pane to its hour, and an hour that is over to the week. */
  private void tally(long paneEndMs, LoadLevels levels) throws Exception {
    HourTally open = tally.value();
    if (open != null && open.isOverAt(paneEndMs - 1)) {
      end(open);
      open = null;
    }
    open = open == null ? new HourTally() : open;
    open.add(paneEndMs, levels);
    if (open.isOverAt(paneEndMs)) {
      end(open);
    } else {
      tally.update(open);
    }
  }

  private void end(HourTally over) throws Exception {
    WeekProfile profile = week.value();
    profile = profile == null ? new WeekProfile() : profile;
    profile.add(over);
    week.update(profile);
    tally.clear();
  }

  /** Tells the host what is new: a pane that is known, or the VM itself. */
  private void tell(
      Vm vm, long paneEndMs, long millicores, LoadProfile profile, Collector<VmPane> out)
      throws Exception {
    boolean moved = !vm.host().equals(host.value());
    if (moved) {
      host.update(vm.host());
    }
    if (!vm.host().isEmpty() && (moved || millicores != LoadLevels.UNKNOWN)) {
      out.collect(pane(vm, paneEndMs, millicores, moved ? profile : null));
    }
  }

  private VmPane pane(Vm vm, long paneEndMs, long millicores, @Nullable LoadProfile past) {
    VmPane pane = new VmPane();
    pane.settledMs = paneEndMs + clock.lagMs();
    pane.paneEndMs = paneEndMs;
    pane.host = vm.host();
    pane.vm = vm.id();
    pane.millicores = millicores;
    pane.past = past == null ? null : past.cpu.copy();
    return pane;
  }

  private void forget() {
    lastHour.clear();
    tally.clear();
    week.clear();
    host.clear();
  }
}
