package io.vputty.job.affinity.memory;

import io.vputty.mapping.CurrentSamples;
import io.vputty.mapping.VmPages;
import io.vputty.model.sharing.SampleDifference;
import io.vputty.model.sharing.ShareKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by VM: at a pane's end says which hashes its samples have gained and lost since the last
 * one, a change for each bucket of the index, and, aside, what else an estimate needs of them.
 *
 * <p>State: the samples that count, and what was told in open panes. A timer takes samples away
 * that nobody has told again.
 */
final class SampleChanges extends KeyedProcessFunction<String, VmPages, HashChange> {

  /** VMs whose samples changed in more than their hashes. */
  static final OutputTag<SampledVm> VMS = new OutputTag<>("vms") {};

  private static final long serialVersionUID = 1L;
  private static final long[] NONE = {};

  /** What the inventory says of a time counts after all samples of that time. */
  private static final Comparator<VmPages> ORDER =
      Comparator.comparingLong(VmPages::timeMs)
          .thenComparing(pages -> pages.host().equals(VmPages.EVERY_HOST));

  private final long paneMs;
  private final long ageMs;
  private transient ListState<VmPages> pending;
  private transient MapState<Long, VmPages> current;
  private transient Counter told;
  private transient Counter expired;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  SampleChanges(long paneMs, MemoryOptions options) {
    this.paneMs = paneMs;
    this.ageMs = options.sampleAge().toMillis();
  }

  @Override
  public void open(OpenContext context) {
    TypeInformation<VmPages> type = TypeInformation.of(VmPages.class);
    pending = getRuntimeContext().getListState(new ListStateDescriptor<>("pending", type));
    current =
        getRuntimeContext().getMapState(new MapStateDescriptor<>("current", Types.LONG, type));
    told = getRuntimeContext().getMetricGroup().counter("samplesTold");
    expired = getRuntimeContext().getMetricGroup().counter("samplesExpired");
  }

  @Override
  public void processElement(VmPages pages, Context context, Collector<HashChange> out)
      throws Exception {
    long watermarkMs = context.timerService().currentWatermark();
    pending.add(pages);
    context
        .timerService()
        .registerEventTimeTimer(Panes.endMs(pages.timeMs(), paneMs, watermarkMs) - 1);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<HashChange> out)
      throws Exception {
    long endMs = timeMs + 1;
    Map<Long, VmPages> before = known();
    CurrentSamples samples = new CurrentSamples(before);
    List<VmPages> news = takePending(endMs);
    news.forEach(samples::take);
    told.inc(news.size());
    expired.inc(samples.expire(endMs, ageMs));
    Map<Long, VmPages> after = samples.all();
    String vm = context.getCurrentKey();
    tellHashes(vm, before, after, endMs, out);
    SampledVm now = SampledVm.of(vm, endMs, after.values());
    if (!now.says(SampledVm.of(vm, endMs, before.values()))) {
      context.output(VMS, now);
    }
    keep(before, after);
    for (VmPages sample : after.values()) {
      long expiryMs = Panes.notBeforeMs(sample.timeMs() + ageMs, paneMs);
      context.timerService().registerEventTimeTimer(expiryMs - 1);
    }
  }

  private Map<Long, VmPages> known() throws Exception {
    Map<Long, VmPages> known = new HashMap<>();
    for (Map.Entry<Long, VmPages> entry : current.entries()) {
      known.put(entry.getKey(), entry.getValue());
    }
    return known;
  }

  /** What was told until the end of a pane, in order of time; of one time, as in its log. */
  private List<VmPages> takePending(long endMs) throws Exception {
    List<VmPages> ready = new ArrayList<>();
    List<VmPages> later = new ArrayList<>();
    for (VmPages pages : pending.get()) {
      (pages.timeMs() < endMs ? ready : later).add(pages);
    }
    pending.update(later);
    ready.sort(ORDER);
    return ready;
  }

  private void keep(Map<Long, VmPages> before, Map<Long, VmPages> after) throws Exception {
    for (Long group : before.keySet()) {
      if (!after.containsKey(group)) {
        current.remove(group);
      }
    }
    for (Map.Entry<Long, VmPages> entry : after.entrySet()) {
      if (!entry.getValue().equals(before.get(entry.getKey()))) {
        current.put(entry.getKey(), entry.getValue());
      }
    }
  }

  private static void tellHashes(
      String vm,
      Map<Long, VmPages> before,
      Map<Long, VmPages> after,
      long endMs,
      Collector<HashChange> out) {
    TreeSet<Long> groups = new TreeSet<>(before.keySet());
    groups.addAll(after.keySet());
    for (long group : groups) {
      SampleDifference[] parts =
          SampleDifference.of(hashes(before.get(group)), hashes(after.get(group))).byBucket();
      for (int bucket = 0; bucket < parts.length; bucket++) {
        if (!parts[bucket].isEmpty()) {
          out.collect(change(vm, group | bucket, parts[bucket], endMs));
        }
      }
    }
  }

  private static HashChange change(String vm, long bucket, SampleDifference part, long endMs) {
    HashChange change = new HashChange();
    change.paneEndMs = endMs;
    change.bucket = bucket;
    change.vm = ShareKeys.vm(vm);
    change.removed = part.removed();
    change.added = part.added();
    return change;
  }

  private static long[] hashes(@Nullable VmPages pages) {
    return pages == null || pages.sample() == null ? NONE : pages.sample().hashes();
  }
}
