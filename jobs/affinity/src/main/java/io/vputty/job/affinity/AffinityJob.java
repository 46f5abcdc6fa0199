package io.vputty.job.affinity;

import io.vputty.job.affinity.memory.MemoryEdges;
import io.vputty.job.affinity.memory.MemoryOptions;
import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.TopicPipes;
import io.vputty.mapping.BlkioMapping;
import io.vputty.mapping.EdgeMapping;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FlowMapping;
import io.vputty.mapping.FlowSecond;
import io.vputty.mapping.VolumeInterval;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.BlockIo;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Topics;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Telemetry to affinity edges. */
public final class AffinityJob {

  /** Name of the job, in uids, transactional ids and marks. */
  public static final String NAME = "affinity";

  /** Pane results are made at the last millisecond of the pane. */
  private static final long LEAD_MS = 1;

  private AffinityJob() {}

  /** Submits the job; see {@link JobArguments}. */
  public static void main(String[] args) throws Exception {
    JobSettings settings = new JobArguments(args, MemoryOptions.NAMES).settings();
    StreamExecutionEnvironment env = JobEnvironment.of(settings);
    topology(env, settings);
    env.execute(NAME);
  }

  /**
   * The pipeline: combine, count once, window; block I/O joins before the window, memory after it.
   */
  public static void topology(StreamExecutionEnvironment env, JobSettings settings) {
    TopicPipes pipes = new TopicPipes(env, settings, NAME);
    DataStream<FleetChange> changes = FleetBroadcast.read(pipes);
    BroadcastStream<FleetChange> fleet = FleetBroadcast.broadcast(changes);
    DataStream<EdgeWindow> edges =
        sightings(pipes, settings)
            .keyBy(Sighting::key)
            .connect(fleet)
            .process(new CountOnce(settings.windowMs()))
            .name("count once")
            .uid("count-once")
            .union(volumes(pipes, settings))
            .keyBy(EdgePane::key)
            .connect(fleet)
            .process(
                new EdgeWindows(settings.paneMs(), settings.windowMs()),
                TypeInformation.of(EdgeWindow.class))
            .name("edge windows")
            .uid("edge-windows");
    DataStream<EdgeWindow> memory = MemoryEdges.read(pipes, settings, changes);
    pipes.write(edges.union(memory), Topics.EDGES, LEAD_MS, new EdgeOutlet());
  }

  private static DataStream<Sighting> sightings(TopicPipes pipes, JobSettings settings) {
    return pipes
        .read(
            Topics.FLOWS,
            TopicPipes.Input.TELEMETRY,
            TypeInformation.of(FlowSecond.class),
            (record, position) ->
                record instanceof FlowBatch batch ? FlowMapping.second(batch) : null)
        .transform(
            "combine panes",
            TypeInformation.of(Sighting.class),
            new PaneCombiner(settings.paneMs()))
        .uid("combine-panes");
  }

  private static DataStream<EdgePane> volumes(TopicPipes pipes, JobSettings settings) {
    return pipes
        .read(
            Topics.BLKIO,
            TopicPipes.Input.OPTIONAL,
            TypeInformation.of(VolumeInterval.class),
            (record, position) -> record instanceof BlockIo io ? BlkioMapping.interval(io) : null)
        .flatMap(new SplitIntervals(settings.paneMs()))
        .returns(EdgePane.class)
        .name("split intervals")
        .uid("split-intervals");
  }

  private static final class EdgeOutlet implements TopicPipes.Outlet<EdgeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(EdgeWindow edge) {
      return edge.subject();
    }

    @Override
    public long timeMs(EdgeWindow edge) {
      return edge.endMs();
    }

    @Override
    public SpecificRecordBase record(EdgeWindow edge) {
      return EdgeMapping.toRecord(edge);
    }
  }
}
