package io.vputty.bench.faults;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.broker.ContractTopics;
import io.vputty.app.recorded.InputLog;
import io.vputty.app.recorded.Recording;
import io.vputty.app.recorded.Run;
import io.vputty.app.recorded.SessionCluster;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.schema.TopicAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What runs are played on: ZooKeeper, JobManager and TaskManager as processes of their own, which
 * stay from run to run, and what a calm run commits on each input. Each run has a broker of its
 * own.
 */
final class PipelineStage implements AutoCloseable {

  /** After so long members of the cluster, and clients of the broker, give one another up. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Of event time. */
  static final int SECONDS = 20;

  static final Instant END = Recording.START.plusSeconds(SECONDS);

  private static final int CHANGE_AT = 10;
  private static final int SLOTS = 6;
  private static final int VMS = 32;

  private final Path directory;
  private final ZooKeeper zooKeeper;
  private final SessionCluster flink;
  private final FlinkJobs jobs;
  private final InputLog recorded;
  private final Map<Input, Calm> calm = new EnumMap<>(Input.class);

  /**
   * What a run that nothing happens to makes of an input.
   *
   * @param input what it reads
   * @param run what it commits
   */
  record Calm(InputLog input, Run run) {}

  /**
   * Sets it up.
   *
   * @param directory an empty one
   */
  PipelineStage(Path directory) throws Exception {
    this.directory = directory;
    zooKeeper = new ZooKeeper(Files.createDirectories(directory.resolve("zookeeper")));
    flink = SessionCluster.start(directory.resolve("flink"), SLOTS, availability());
    jobs = new FlinkJobs(flink.configuration());
    recorded = recorded();
  }

  private List<String> availability() {
    String timeout = ": " + TIMEOUT.toMillis() + " ms";
    return List.of(
        "high-availability.type: zookeeper",
        "high-availability.zookeeper.quorum: " + zooKeeper.quorum(),
        "high-availability.storageDir: " + directory.resolve("flink").resolve("leader").toUri(),
        "high-availability.zookeeper.client.session-timeout" + timeout,
        "high-availability.zookeeper.client.connection-timeout" + timeout,
        "heartbeat.interval: 500 ms",
        "heartbeat.timeout" + timeout,
        "restart-strategy.fixed-delay.attempts: 10000");
  }

  private InputLog recorded() throws Exception {
    try (BrokerProcess broker = broker("recorded")) {
      DataCentre centre = new DataCentre(DataCentreSettings.forVms(VMS, 5));
      Recording.record(broker.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
      return InputLog.read(broker.bootstrapServers());
    }
  }

  /** Plays one run to its end. */
  FaultRow play(long seed) throws Exception {
    Schedule schedule = Schedule.of(seed);
    return new PipelineTrial(this, schedule, calm(schedule.input())).play();
  }

  private Calm calm(Input input) throws Exception {
    Calm known = calm.get(input);
    if (known != null) {
      return known;
    }
    InputLog log = input.of(recorded);
    try (BrokerProcess broker = broker("calm-" + input)) {
      log.writeTo(broker.bootstrapServers());
      Path state = directory.resolve("state-" + input);
      Calm played = new Calm(log, Run.of(broker.bootstrapServers(), state, 1, END));
      calm.put(input, played);
      return played;
    }
  }

  /** A new broker with the contract's topics. */
  BrokerProcess broker(String name) throws IOException {
    BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka-" + name));
    ContractTopics.ensure(
        Map.of("bootstrap.servers", broker.bootstrapServers()), TopicAdmin.Sizing.REPLAY);
    return broker;
  }

  SessionCluster flink() {
    return flink;
  }

  FlinkJobs jobs() {
    return jobs;
  }

  Path directory() {
    return directory;
  }

  @Override
  public void close() throws InterruptedException {
    jobs.close();
    flink.close();
    zooKeeper.close();
  }
}
