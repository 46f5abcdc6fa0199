package io.vputty.job.reshape;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobEnvironment;
import io.vputty.job.runtime.JobSettings;
import io.vputty.job.runtime.TopicPipes;
import io.vputty.job.runtime.TopicPipes.Input;
import io.vputty.mapping.DriftMapping;
import io.vputty.mapping.EdgeMapping;
import io.vputty.mapping.LoadInterval;
import io.vputty.mapping.LoadMapping;
import io.vputty.mapping.MoveVerdict;
import io.vputty.mapping.OutcomeNotice;
import io.vputty.mapping.PageHashMapping;
import io.vputty.mapping.PlanMapping;
import io.vputty.mapping.PlanRound;
import io.vputty.mapping.VerdictMapping;
import io.vputty.mapping.VmPages;
import io.vputty.model.drift.DriftNotice;
import io.vputty.model.graph.EdgeWindow;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Load;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Plan;
import io.vputty.schema.Topics;
import io.vputty.schema.Verb;
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
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Edges, drift, inventory, outcomes, settings and decisions to plans and verdicts. */
public final class ReshapeJob {

  /** Name of the job, in uids, transactional ids and marks. */
  public static final String NAME = "reshape";

  /** Option: file with the Ed25519 key that signs plans, as each task manager finds it. */
  public static final String SIGNING_KEY = "signing-key";

  /** Rounds are made at the pane's end itself. */
  private static final long LEAD_MS = 0;

  /** Hashes of a VM's sample that are planned on: 8 bytes each in the state of its domain. */
  private static final int MOST_PAGE_HASHES = 512;

  private static final TypeInformation<DomainEvent> EVENT = TypeInformation.of(DomainEvent.class);

  private ReshapeJob() {}

  /** Submits the job; see {@link JobArguments}. */
  public static void main(String[] args) throws Exception {
    Set<String> options = new TreeSet<>(ReshapeOptions.NAMES);
    options.addAll(JobSettings.priceNames());
    options.add(SIGNING_KEY);
    JobSettings settings = new JobArguments(args, Roles.JOB_RESHAPE, options).settings();
    StreamExecutionEnvironment env = JobEnvironment.of(settings);
    topology(env, settings);
    env.execute(NAME);
  }

  /** The pipeline: all a domain hears of to its planner. */
  public static void topology(StreamExecutionEnvironment env, JobSettings settings) {
    TopicPipes pipes = new TopicPipes(env, settings, NAME);
    BroadcastStream<ControlChange> control = ControlBroadcast.read(pipes);
    ReshapeOptions options = ReshapeOptions.of(settings);
    SingleOutputStreamOperator<PlanRound> rounds =
        edges(pipes)
            .union(
                drift(pipes),
                outcomes(pipes),
                decisions(pipes),
                loads(pipes, settings, options, control),
                pages(pipes, settings, control))
            .keyBy(DomainEvent::domain)
            .connect(control)
            .process(planner(settings), TypeInformation.of(PlanRound.class))
            .name("plan domain")
            .uid("plan-domain");
    pipes.write(List.of(rounds), Topics.PLANS, LEAD_MS, PlanOutlet.of(settings));
    pipes.write(
        List.of(rounds.getSideOutput(PlanDomain.VERDICTS)),
        Topics.VERDICTS,
        LEAD_MS,
        new VerdictOutlet());
  }

  /** What plans a domain, keyed by its name, as the pipeline has it. */
  public static KeyedBroadcastProcessFunction<String, DomainEvent, ControlChange, PlanRound>
      planner(JobSettings settings) {
    return new PlanDomain(
        ReshapeOptions.of(settings),
        ReshapeOptions.shadow(settings),
        settings.paneMs(),
        settings.prices());
  }

  private static DataStream<DomainEvent> edges(TopicPipes pipes) {
    return pipes
        .read(
            Topics.EDGES,
            Input.DERIVED,
            TypeInformation.of(EdgeWindow.class),
            (record, position) ->
                record instanceof AffinityEdge edge ? EdgeMapping.flow(edge) : null)
        .flatMap(
            (EdgeWindow edge, Collector<DomainEvent> out) ->
                DomainEvent.of(edge).forEach(out::collect))
        .returns(EVENT)
        .name("edges to domains")
        .uid("edges-to-domains");
  }

  private static DataStream<DomainEvent> loads(
      TopicPipes pipes,
      JobSettings settings,
      ReshapeOptions options,
      BroadcastStream<ControlChange> control) {
    long periodMs = options.loadPeriodPanes() * settings.paneMs();
    return pipes
        .read(
            Topics.LOAD,
            Input.OPTIONAL,
            TypeInformation.of(LoadInterval.class),
            (record, position) -> record instanceof Load load ? LoadMapping.ofVm(load) : null)
        .keyBy(LoadInterval::entity)
        .connect(control)
        .process(new LoadsToDomains(periodMs, settings.prices()), EVENT)
        .name("loads to domains")
        .uid("loads-to-domains");
  }

  private static DataStream<DomainEvent> pages(
      TopicPipes pipes, JobSettings settings, BroadcastStream<ControlChange> control) {
    return pipes
        .read(
            Topics.PAGEHASH,
            Input.OPTIONAL,
            TypeInformation.of(VmPages.class),
            (record, position) ->
                record instanceof PageHashSample sample
                    ? PageHashMapping.pages(sample, position.timeMs())
                    : null)
        .keyBy(VmPages::vm)
        .connect(control)
        .process(new PagesToDomains(MOST_PAGE_HASHES, settings.paneMs(), settings.prices()), EVENT)
        .name("pages to domains")
        .uid("pages-to-domains");
  }

  private static DataStream<DomainEvent> drift(TopicPipes pipes) {
    return pipes
        .read(
            Topics.DRIFT,
            Input.DERIVED,
            TypeInformation.of(DriftNotice.class),
            (record, position) ->
                record instanceof DriftEvent event
                    ? DriftMapping.fromRecord(event, position.timeMs())
                    : null)
        .flatMap(
            (DriftNotice drift, Collector<DomainEvent> out) ->
                DomainEvent.of(drift).forEach(out::collect))
        .returns(EVENT)
        .name("drift to domains")
        .uid("drift-to-domains");
  }

  private static DataStream<DomainEvent> outcomes(TopicPipes pipes) {
    return pipes.read(
        Topics.OUTCOMES,
        Input.CONTROL,
        EVENT,
        (record, position) ->
            record instanceof MoveOutcome outcome
                ? new DomainEvent(
                    outcome.getDomain(),
                    position.timeMs(),
                    Topics.OUTCOMES.name(),
                    position.key(),
                    position.partition(),
                    position.offset(),
                    null,
                    null,
                    OutcomeNotice.of(outcome, position.timeMs()),
                    null,
                    null)
                : null);
  }

  private static DataStream<DomainEvent> decisions(TopicPipes pipes) {
    return pipes.read(
        Topics.DECISIONS,
        Input.CONTROL,
        EVENT,
        (record, position) ->
            record instanceof Decision decision && decision.getVerb() != Verb.APPROVE
                ? new DomainEvent(
                    decision.getDomain(),
                    position.timeMs(),
                    Topics.DECISIONS.name(),
                    position.key(),
                    position.partition(),
                    position.offset(),
                    null,
                    null,
                    null,
                    decision.getSubject(),
                    null)
                : null);
  }

  private record PlanOutlet(String signingKey) implements TopicPipes.Outlet<PlanRound> {
    private static PlanOutlet of(JobSettings settings) {
      return new PlanOutlet(settings.options().getOrDefault(SIGNING_KEY, ""));
    }

    @Override
    public String key(PlanRound round) {
      return round.domain();
    }

    @Override
    public long timeMs(PlanRound round) {
      return round.timeMs();
    }

    @Override
    public SpecificRecordBase record(PlanRound round) {
      Plan plan = PlanMapping.toRecord(round);
      return plan;
    }
  }

  private static final class VerdictOutlet implements TopicPipes.Outlet<MoveVerdict> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(MoveVerdict verdict) {
      return verdict.moveId();
    }

    @Override
    public long timeMs(MoveVerdict verdict) {
      return verdict.timeMs();
    }

    @Override
    public SpecificRecordBase record(MoveVerdict verdict) {
      return VerdictMapping.toRecord(verdict);
    }
  }
}
