package io.vputty.job.reshape;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.LoadPanes;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.load.LoadLevels;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by VM: its CPU load, period by period, to the domain that it is in when the period is
 * settled. State: what was told of periods that are not settled.
 */
final class LoadsToDomains
    extends KeyedBroadcastProcessFunction<String, LoadInterval, ControlChange, DomainEvent> {

  private static final long serialVersionUID = 1L;

  private final long periodMs;
  private final ControlBroadcast control;

  private transient LoadPanes told;

  /**
   * Loads by periods.
   *
   * @param periodMs length of a period, ms; reports may be as late as that
   */
  @SuppressWarnings("NullAway.Init") // state is made in open
  LoadsToDomains(long periodMs, Prices prices) {
    this.periodMs = periodMs;
    this.control = new ControlBroadcast(periodMs, prices);
  }

  @Override
  public void open(OpenContext context) {
    told = new LoadPanes(getRuntimeContext(), periodMs, periodMs);
  }

  @Override
  public void processBroadcastElement(
      ControlChange change, Context context, Collector<DomainEvent> out) throws Exception {
    control.add(change, context);
  }

  @Override
  public void processElement(
      LoadInterval interval, ReadOnlyContext context, Collector<DomainEvent> out) throws Exception {
    told.add(interval, context.timerService());
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<DomainEvent> out)
      throws Exception {
    long endMs = told.paneEndMs(timeMs);
    LoadLevels levels = told.settle(endMs);
    Vm vm = control.fleet(context).vm(context.getCurrentKey(), timeMs);
    if (vm != null && !vm.domain().isEmpty() && levels.millicores() != LoadLevels.UNKNOWN) {
      LoadPeriod load = new LoadPeriod(vm.id(), endMs, levels.millicores());
      out.collect(DomainEvent.of(vm.domain(), timeMs, load));
    }
  }
}
