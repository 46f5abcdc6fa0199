package io.vputty.job.affinity.conflict;

import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.TopicPipes;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.LoadInterval;
import io.vputty.mapping.LoadMapping;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.Load;
import io.vputty.schema.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The part of the job that turns load into conflict edges. */
public final class ConflictEdges {

  private ConflictEdges() {}

  /** Conflicts, as they change: settle the panes of each VM, add them up on each host. */
  public static DataStream<EdgeWindow> read(
      TopicPipes pipes, JobSettings settings, BroadcastStream<FleetChange> fleet) {
    ConflictOptions options = ConflictOptions.of(settings);
    LoadClock clock = options.clock(settings.paneMs());
    return pipes
        .read(
            Topics.LOAD,
            TopicPipes.Input.OPTIONAL,
            TypeInformation.of(LoadInterval.class),
            (record, position) -> record instanceof Load load ? LoadMapping.ofVm(load) : null)
        .keyBy(LoadInterval::entity)
        .connect(fleet)
        .process(new VmLoads(clock), TypeInformation.of(VmPane.class))
        .name("vm loads")
        .uid("vm-loads")
        .keyBy(VmPane::host)
        .connect(fleet)
        .process(new HostConflicts(clock, options.rule()), TypeInformation.of(EdgeWindow.class))
        .name("host conflicts")
        .uid("host-conflicts");
  }
}
