package io.vputty.bench.actuator;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.TopicWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A broker, a platform and two actuators in processes of their own: what trials are played on. */
final class KillStage implements AutoCloseable {
  private static final List<String> IDS = List.of("one", "two");

  private final EmbeddedBroker broker;
  private final Queue<ActuatorProcess> waiting = new ConcurrentLinkedQueue<>();
  private final List<ActuatorProcess> actuators;
  private final TopicWriter writer;
  private final MoveLog log;
  private final Path directory;
  private final Clock clock;
  private final Thread hook = new Thread(this::endActuators, "end of the actuators");

  /**
   * Sets it up.
   *
   * @param directory an empty one
   */
  KillStage(Path directory, Clock clock) throws IOException {
    this.directory = directory;
    this.clock = clock;
    broker = EmbeddedBroker.start(Files.createDirectories(directory.resolve("kafka")));
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    ContractTopics.ensure(kafka, TopicAdmin.Sizing.REPLAY);
    writer = new TopicWriter(kafka, "trial", 1);
    log = new MoveLog(broker.bootstrapServers());
    actuators = List.of(actuator(IDS.get(0)), actuator(IDS.get(1)));
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void endActuators() {
    actuators.forEach(ActuatorProcess::end);
  }

  private ActuatorProcess actuator(String id) throws IOException {
    return new ActuatorProcess(id, broker.bootstrapServers(), directory, waiting);
  }

  /** Plays one trial to its end. */
  KillRow play(long seed) throws IOException, InterruptedException {
    return new KillTrial(this, seed).play();
  }

  List<ActuatorProcess> actuators() {
    return actuators;
  }

  /** Those that wait at a point. */
  Queue<ActuatorProcess> waiting() {
    return waiting;
  }

  TopicWriter writer() {
    return writer;
  }

  MoveLog log() {
    return log;
  }

  SharedPlatform platform() {
    return new SharedPlatform(directory, clock);
  }

  Breakpoints breakpoints() {
    return new Breakpoints(directory);
  }

  Clock clock() {
    return clock;
  }

  @Override
  public void close() throws InterruptedException {
    for (ActuatorProcess actuator : actuators) {
      actuator.close();
    }
    Runtime.getRuntime().removeShutdownHook(hook);
    log.close();
    writer.close();
    broker.close();
  }
}
