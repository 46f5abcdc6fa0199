package io.vputty.job.affinity.memory;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.TopicPipes;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.PageHashMapping;
import io.vputty.mapping.VmPages;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.model.sharing.ShareKeys;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;

/**
 * Samples of page hashes to MEMORY edges, by an inverted index: each VM's changes go to the holders
 * of the hashes that changed, and from there to the pairs that have them in common. No two VMs are
 * compared that do not hold a hash both.
 */
public final class MemoryEdges {

  private static final String VM = "vm/";

  private MemoryEdges() {}

  /** The edges; what the inventory says is removed shares nothing. */
  public static DataStream<EdgeWindow> read(
      TopicPipes pipes, JobSettings settings, DataStream<FleetChange> fleet) {
    return of(samples(pipes), settings, fleet);
  }

  static DataStream<EdgeWindow> of(
      DataStream<VmPages> samples, JobSettings settings, DataStream<FleetChange> fleet) {
    MemoryOptions options = MemoryOptions.of(settings);
    SingleOutputStreamOperator<HashChange> changes =
        samples
            .union(removals(fleet))
            .keyBy(VmPages::vm)
            .process(
                new SampleChanges(settings.paneMs(), options), TypeInformation.of(HashChange.class))
            .name("sample changes")
            .uid("sample-changes");
    return changes
        .keyBy(HashChange::bucket)
        .process(new PageHolders(settings.paneMs(), options), TypeInformation.of(CellNews.class))
        .name("page holders")
        .uid("page-holders")
        .union(vms(changes.getSideOutput(SampleChanges.VMS)))
        .keyBy(CellNews::cell)
        .connect(FleetBroadcast.broadcast(fleet))
        .process(new SharedMemory(settings.paneMs(), options), TypeInformation.of(EdgeWindow.class))
        .name("shared memory")
        .uid("shared-memory");
  }

  private static DataStream<VmPages> samples(TopicPipes pipes) {
    return pipes.read(
        Topics.PAGEHASH,
        TopicPipes.Input.OPTIONAL,
        TypeInformation.of(VmPages.class),
        (record, position) ->
            record instanceof PageHashSample sample
                ? PageHashMapping.pages(sample, position.timeMs())
                : null);
  }

  private static DataStream<VmPages> removals(DataStream<FleetChange> fleet) {
    return fleet
        .flatMap(
            (FleetChange change, Collector<VmPages> out) -> {
              if (change.removed() && change.entity().startsWith(VM)) {
                String id = change.entity().substring(VM.length());
                out.collect(VmPages.gone(id, change.timeMs()));
              }
            })
        .returns(VmPages.class)
        .name("removed vms")
        .uid("removed-vms");
  }

  /** Each VM to all cells that a pair of it can be in. */
  private static DataStream<CellNews> vms(DataStream<SampledVm> vms) {
    return vms.flatMap(
            (SampledVm vm, Collector<CellNews> out) -> {
              int line = ShareKeys.line(vm.key);
              for (int other = 0; other < ShareKeys.LINES; other++) {
                out.collect(CellNews.of(ShareKeys.cell(line, other), vm));
              }
            })
        .returns(CellNews.class)
        .name("vms to cells")
        .uid("vms-to-cells");
  }
}
