package io.vputty.job.reshape;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.VmPages;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by VM: samples of its pages, cut to what a planner keeps, to the domain that it is in when
 * they are told. State: samples whose time is still to come.
 */
final class PagesToDomains
    extends KeyedBroadcastProcessFunction<String, VmPages, ControlChange, DomainEvent> {

  private static final long serialVersionUID = 1L;

  private final int mostHashes;
  private final ControlBroadcast control;

  private transient ListState<VmPages> pending;

  @SuppressWarnings("NullAway.Init") // state is made in open
  PagesToDomains(int mostHashes, long paneMs, Prices prices) {
    this.mostHashes = mostHashes;
    this.control = new ControlBroadcast(paneMs, prices);
  }

  @Override
  public void open(OpenContext context) {
    pending =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("pending", TypeInformation.of(VmPages.class)));
  }

  @Override
  public void processBroadcastElement(
      ControlChange change, Context context, Collector<DomainEvent> out) throws Exception {
    control.add(change, context);
  }

  @Override
  public void processElement(VmPages pages, ReadOnlyContext context, Collector<DomainEvent> out)
      throws Exception {
    pending.add(pages.atMost(mostHashes));
    context.timerService().registerEventTimeTimer(pages.timeMs());
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<DomainEvent> out)
      throws Exception {
    List<VmPages> due = new ArrayList<>();
    List<VmPages> later = new ArrayList<>();
    for (VmPages pages : pending.get()) {
      (pages.timeMs() <= timeMs ? due : later).add(pages);
    }
    pending.update(later);
    due.sort(Comparator.comparingLong(VmPages::timeMs));
    Vm vm = control.fleet(context).vm(context.getCurrentKey(), timeMs);
    if (vm != null && !vm.domain().isEmpty()) {
      due.forEach(pages -> out.collect(DomainEvent.of(vm.domain(), timeMs, pages)));
    }
  }
}
