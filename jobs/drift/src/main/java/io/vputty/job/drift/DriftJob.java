package io.vputty.job.drift;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.TopicPipes;
import io.vputty.mapping.DriftMapping;
import io.vputty.mapping.EdgeMapping;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Topics;
import io.vputty.schema.access.Roles;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Edges to drift events. */
public final class DriftJob {

  /** Name of the job, in uids, transactional ids and marks. */
  public static final String NAME = "drift";

  /** Events are made at the pane's end itself: its edges bear that time. */
  private static final long LEAD_MS = 0;

  private static final TypeInformation<DomainNews> NEWS = TypeInformation.of(DomainNews.class);

  private DriftJob() {}

  /** Submits the job; see {@link JobArguments}. */
  public static void main(String[] args) throws Exception {
    JobSettings settings =
        new JobArguments(args, Roles.JOB_DRIFT, JobSettings.priceNames()).settings();
    StreamExecutionEnvironment env = JobEnvironment.of(settings);
    topology(env, settings);
    env.execute(NAME);
  }

  /** The pipeline: read panes, watch the edges of each VM that are flows, then each domain. */
  public static void topology(StreamExecutionEnvironment env, JobSettings settings) {
    TopicPipes pipes = new TopicPipes(env, settings, NAME);
    BroadcastStream<ControlChange> control = ControlBroadcast.read(pipes);
    SingleOutputStreamOperator<DriftNotice> ofVms =
        pipes
            .read(
                Topics.EDGES,
                TopicPipes.Input.DERIVED,
                TypeInformation.of(EdgeWindow.class),
                (record, position) ->
                    record instanceof AffinityEdge edge ? EdgeMapping.flow(edge) : null)
            .keyBy(edge -> WatchEdges.owner(edge))
            .connect(control)
            .process(
                new WatchEdges(settings.paneMs(), settings.prices()),
                TypeInformation.of(DriftNotice.class))
            .name("watch edges")
            .uid("watch-edges");
    DataStream<DomainNews> tallies =
        ofVms
            .getSideOutput(WatchEdges.TALLIES)
            .map(tally -> DomainNews.of(tally))
            .returns(NEWS)
            .name("tallies to domains")
            .uid("tallies-to-domains");
    DataStream<DriftNotice> drift =
        ofVms
            .map(notice -> DomainNews.of(notice))
            .returns(NEWS)
            .name("drift to domains")
            .uid("drift-to-domains")
            .union(tallies)
            .keyBy(DomainNews::domain)
            .connect(control)
            .process(
                new WatchDomain(settings.paneMs(), settings.prices()),
                TypeInformation.of(DriftNotice.class))
            .name("watch domain")
            .uid("watch-domain");
    pipes.write(List.of(drift), Topics.DRIFT, LEAD_MS, new DriftOutlet());
  }

  private static final class DriftOutlet implements TopicPipes.Outlet<DriftNotice> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(DriftNotice notice) {
      return notice.subject();
    }

    @Override
    public long timeMs(DriftNotice notice) {
      return notice.timeMs();
    }

    @Override
    public SpecificRecordBase record(DriftNotice notice) {
      return DriftMapping.toRecord(notice);
    }
  }
}
