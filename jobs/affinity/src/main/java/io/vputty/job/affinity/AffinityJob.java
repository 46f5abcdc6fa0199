package io.vputty.job.affinity;

import io.vputty.job.affinity.conflict.ConflictEdges;
import io.vputty.job.affinity.conflict.ConflictOptions;
import io.vputty.job.affinity.memory.MemoryEdges;
import io.vputty.job.affinity.memory.MemoryOptions;
import io.vputty.job.runtime.Decode;
import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.Position;
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
import io.vputty.schema.UnreadableRecordException;
import io.vputty.schema.access.Roles;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Telemetry to affinity edges. */
public final class AffinityJob {

  /** Name of the job, in uids, transactional ids and marks. */
  public static final String NAME = "affinity";

  /** Pane results are made at the last millisecond of the pane. */
  private static final long LEAD_MS = 1;

  private AffinityJob() {}

  /** Submits the job; see {@link JobArguments}. */
  public static void main(String[] args) throws Exception {
    JobSettings settings = new JobArguments(args, Roles.JOB_AFFINITY, options()).settings();
    StreamExecutionEnvironment env = JobEnvironment.of(settings);
    topology(env, settings);
    env.execute(NAME);
  }

  /** Names of what the job alone is told. */
  private static Set<String> options() {
    Set<String> names = new TreeSet<>(AffinityOptions.NAMES);
    names.addAll(ConflictOptions.NAMES);
    names.addAll(MemoryOptions.NAMES);
    return names;
  }

  /**
   * The pipeline: combine, count once, limit each VM's neighbours, window; block I/O joins before
   * the window, memory and conflicts after.
   */
  public static void topology(StreamExecutionEnvironment env, JobSettings settings) {
    TopicPipes pipes = new TopicPipes(env, settings, NAME);
    AffinityOptions options = AffinityOptions.of(settings);
    DataStream<FleetChange> changes = FleetBroadcast.read(pipes);
    SingleOutputStreamOperator<PaneBlock> sightings = sightings(pipes, settings, options);
    BroadcastStream<Surroundings> surroundings =
        SurroundingsBroadcast.broadcast(changes, sightings.getSideOutput(PaneCombiner.AGENTS));
    SurroundingsBroadcast known =
        new SurroundingsBroadcast(
            settings.windowMs() + options.latenessMs(), options.agentTimeout().toMillis());
    SingleOutputStreamOperator<EdgePane> counted =
        sightings
            .keyBy(PaneBlock::bucket)
            .connect(surroundings)
            .process(new CountOnce(known, settings.paneMs(), options.latenessMs()))
            .name("count once")
            .uid("count-once");
    pipes.reject(
        UnknownEndpoints.topOf(counted.getSideOutput(CountOnce.UNKNOWN)),
        "unknown-endpoints",
        new UnknownEndpoints.Outlet());
    DataStream<EdgeWindow> edges =
        blocks(limited(counted, options, settings.paneMs()), "edge", Buckets::ofEdge)
            .union(blocks(volumes(pipes, settings, options), "volume", Buckets::ofEdge))
            .keyBy(PaneBlock::bucket)
            .connect(surroundings)
            .process(
                new EdgeWindows(
                    known, settings.paneMs(), settings.windowMs(), options.latenessMs()),
                TypeInformation.of(EdgeWindow.class))
            .name("edge windows")
            .uid("edge-windows");
    DataStream<EdgeWindow> memory = MemoryEdges.read(pipes, settings, changes);
    DataStream<EdgeWindow> conflicts =
        ConflictEdges.read(pipes, settings, FleetBroadcast.broadcast(changes));
    pipes.write(
        List.of(edges, memory, conflicts),
        Topics.EDGES,
        LEAD_MS,
        new EdgeOutlet(options.latenessMs()));
  }

  private static SingleOutputStreamOperator<PaneBlock> sightings(
      TopicPipes pipes, JobSettings settings, AffinityOptions options) {
    return pipes
        .read(
            Topics.FLOWS,
            TopicPipes.Input.TELEMETRY,
            options.lateness(),
            TypeInformation.of(FlowSecond.class),
            AffinityJob::second,
            new FlowBytes())
        .transform(
            "combine panes",
            TypeInformation.of(PaneBlock.class),
            new PaneCombiner(settings.paneMs()))
        .uid("combine-panes");
  }

  private static @Nullable FlowSecond second(SpecificRecordBase record, Position position)
      throws UnreadableRecordException {
    if (!(record instanceof FlowBatch batch)) {
      return null;
    }
    FlowSecond second = FlowMapping.second(batch);
    second.clockMs = position.clockMs();
    return second;
  }

  private static DataStream<EdgePane> limited(
      DataStream<EdgePane> counted, AffinityOptions options, long paneMs) {
    DataStream<EdgePane> ofSenders =
        blocks(counted, "sender", Buckets::ofSender)
            .keyBy(PaneBlock::bucket)
            .process(new TopNeighbours(true, options.maxNeighbours(), paneMs))
            .name("top receivers")
            .uid("top-receivers");
    return blocks(ofSenders, "receiver", Buckets::ofReceiver)
        .keyBy(PaneBlock::bucket)
        .process(new TopNeighbours(false, options.maxNeighbours(), paneMs))
        .name("top senders")
        .uid("top-senders");
  }

  private static DataStream<PaneBlock> blocks(
      DataStream<EdgePane> panes, String name, EdgeBlocks.Bucket bucket) {
    return panes
        .transform(name + " blocks", TypeInformation.of(PaneBlock.class), new EdgeBlocks(bucket))
        .uid(name + "-blocks");
  }

  private static DataStream<EdgePane> volumes(
      TopicPipes pipes, JobSettings settings, AffinityOptions options) {
    return pipes
        .read(
            Topics.BLKIO,
            TopicPipes.Input.OPTIONAL,
            options.lateness(),
            TypeInformation.of(VolumeInterval.class),
            (record, position) ->
                record instanceof BlockIo io ? BlkioMapping.interval(io, position.clockMs()) : null,
            null)
        .flatMap(new SplitIntervals(settings.paneMs()))
        .returns(EdgePane.class)
        .name("split intervals")
        .uid("split-intervals");
  }

  /** Flow batches straight from their bytes. */
  private static final class FlowBytes implements Decode.Direct<FlowSecond> {
    private static final long serialVersionUID = 1L;

    @Override
    public long fingerprint() {
      return FlowMapping.FINGERPRINT;
    }

    @Override
    public FlowSecond read(byte[] value) throws UnreadableRecordException {
      return FlowMapping.second(value);
    }

    @Override
    public long timeMs(FlowSecond second) {
      return second.timeMs;
    }

    @Override
    public void cameAt(FlowSecond second, long clockMs) {
      second.clockMs = clockMs;
    }
  }

  private static final class EdgeOutlet implements TopicPipes.Outlet<EdgeWindow> {
    private static final long serialVersionUID = 1L;

    private final long latenessMs;

    EdgeOutlet(long latenessMs) {
      this.latenessMs = latenessMs;
    }

    @Override
    public String key(EdgeWindow edge) {
      return edge.subject();
    }

    @Override
    public long timeMs(EdgeWindow edge) {
      return edge.endMs() + edge.revision() * latenessMs;
    }

    @Override
    public SpecificRecordBase record(EdgeWindow edge) {
      return EdgeMapping.toRecord(edge);
    }
  }
}
