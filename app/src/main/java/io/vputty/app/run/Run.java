package io.vputty.app.run;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.ControlMarks;
import io.vputty.app.pipeline.OpenParts;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.collector.inventory.InventoryCollector;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.sflow.SflowCollector;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.TopicAdmin.Sizing;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.DryRunDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Everything in one process: broker unless there is one, jobs, collectors as asked, and an actuator
 * that moves nothing. Killed at any moment, the next one on the same directory goes on from the
 * last checkpoint of each job, without loss or repetition in what the jobs write.
 */
public final class Run implements AutoCloseable {
  private static final int RESTARTS = 10;

  private final RunSettings settings;
  private final Clock clock;
  private final Consumer<String> told;
  private final OpenParts parts = new OpenParts();
  private final String bootstrap;
  private final Pipeline pipeline;
  private final Actuator actuator;

  /**
   * Starts everything; returns when the jobs have been submitted.
   *
   * @param told hears what is running where, line by line
   */
  public static Run start(RunSettings settings, Clock clock, Consumer<String> told)
      throws Exception {
    return new Run(settings, clock, told);
  }

  private Run(RunSettings settings, Clock clock, Consumer<String> told) throws Exception {
    this.settings = settings;
    this.clock = clock;
    this.told = told;
    boolean started = false;
    try {
      bootstrap = settings.bootstrap().isPresent() ? settings.bootstrap().get() : startBroker();
      Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrap);
      Sizing sizing = settings.bootstrap().isPresent() ? Sizing.PRODUCTION : Sizing.DEMO;
      pipeline = parts.add(startPipeline(ContractTopics.ensure(kafka, sizing)));
      parts.add(new ControlMarks(kafka, clock));
      actuator = startActuator();
      startCollectors();
      started = true;
    } finally {
      if (!started) {
        parts.close();
      }
    }
  }

  /** The broker that it uses. */
  public String bootstrapServers() {
    return bootstrap;
  }

  /** One line when a part has failed for good. */
  public Optional<String> failure() {
    if (pipeline.failure().isDone()) {
      return Optional.of(pipeline.failure().join());
    }
    if (actuator.ended().isCompletedExceptionally()) {
      try {
        actuator.ended().join();
      } catch (CompletionException e) {
        return Optional.of("the actuator stopped: " + e.getCause());
      }
    }
    return Optional.empty();
  }

  /** Stops everything, every job with a savepoint. */
  @Override
  public void close() {
    parts.close();
  }

  private String startBroker() throws IOException {
    Path directory = settings.dataDirectory().resolve("kafka");
    EmbeddedBroker broker =
        parts.add(
            settings.brokerPort() == 0
                ? EmbeddedBroker.start(directory)
                : EmbeddedBroker.start(directory, settings.brokerPort()));
    told.accept("Kafka at " + broker.bootstrapServers());
    return broker.bootstrapServers();
  }

  private Pipeline startPipeline(Map<String, Integer> partitions) throws Exception {
    JobSettings jobs =
        JobSettings.of(bootstrap, partitions)
            .windows(settings.pane(), settings.window())
            .checkpointing(settings.checkpointInterval())
            .pricing(settings.prices());
    if (settings.signingKey().isPresent()) {
      jobs = jobs.with(ReshapeJob.SIGNING_KEY, settings.signingKey().get().toString());
    }
    ClusterSettings cluster =
        new ClusterSettings(
            settings.dataDirectory().resolve("flink"),
            Pipeline.JOBS,
            settings.parallelism(),
            settings.checkpointInterval(),
            RESTARTS,
            settings.backend());
    Pipeline started = Pipeline.start(cluster, jobs);
    started
        .restored()
        .forEach(
            (job, from) ->
                told.accept(
                    "job " + job + from.map(path -> " goes on from " + path).orElse(" is new")));
    return started;
  }

  private Actuator startActuator() {
    Actuator started =
        parts.add(
            new Actuator(
                ActuatorSettings.defaults("dry-run", bootstrap), new DryRunDriver(), clock));
    started.start();
    return started;
  }

  private void startCollectors() throws IOException, InventoryFileException {
    if (settings.inventory().isPresent()) {
      Path file = settings.inventory().get();
      parts.add(InventoryCollector.start(InventoryConfig.DEFAULTS.at(bootstrap, file), clock));
      told.accept("inventory from " + file);
    }
    if (settings.sflowPort().isPresent()) {
      int port = settings.sflowPort().getAsInt();
      SflowCollector sflow =
          parts.add(
              SflowCollector.start(
                  SflowConfig.DEFAULTS.at(bootstrap, settings.sflowBind(), port), clock));
      told.accept("sFlow at " + settings.sflowBind() + ":" + sflow.boundPort());
    }
  }
}
