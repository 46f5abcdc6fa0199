package io.vputty.app.demo;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.demo.view.DemoOutput;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.ControlMarks;
import io.vputty.app.pipeline.OpenParts;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.InventoryYaml;
import io.vputty.app.simulator.PacedExporter;
import io.vputty.app.simulator.SimulatorDriver;
import io.vputty.collector.inventory.InventoryCollector;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.sflow.SflowCollector;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.TopicAdmin;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Starts every part of the demo, each talking to the next as it would between machines: the
 * simulated vSwitches by UDP to the collector, the collectors, jobs and actuator by Kafka.
 */
final class Demo implements AutoCloseable {
  static final String DOMAIN = "demo";

  /** Time that a person has to approve a plan. */
  private static final Duration EXPIRY_BY_HAND = Duration.ofMinutes(10);

  private static final int RESTARTS = 10;
  private static final int ANY_PORT = 0;

  private final DemoSettings settings;
  private final DataCentre dataCentre;
  private final Path directory;
  private final Clock clock;
  private final DemoOutput output;
  private final OpenParts parts = new OpenParts();

  /**
   * @param directory an empty directory for the broker's and the jobs' files
   */
  Demo(
      DemoSettings settings,
      DataCentre dataCentre,
      Path directory,
      Clock clock,
      DemoOutput output) {
    this.settings = settings;
    this.dataCentre = dataCentre;
    this.directory = directory;
    this.clock = clock;
    this.output = output;
  }

  /** Starts everything; traffic flows from the next whole second on. */
  RunningDemo start() throws Exception {
    output.starting("Kafka");
    EmbeddedBroker broker = parts.add(EmbeddedBroker.start(directory.resolve("kafka")));
    Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
    Map<String, Integer> partitions = ContractTopics.ensure(kafka, TopicAdmin.Sizing.DEMO);
    output.starting("the jobs");
    Pipeline pipeline = parts.add(startPipeline(broker.bootstrapServers(), partitions));
    parts.add(new ControlMarks(kafka, clock));
    output.starting("collectors and actuator");
    InventoryYaml yaml = new InventoryYaml(dataCentre, DOMAIN, directory.resolve("inventory.yaml"));
    SflowCollector sflow = startCollectors(broker.bootstrapServers(), yaml);
    Actuator actuator = startActuator(broker.bootstrapServers());
    Observation observation = parts.add(new Observation(kafka));
    settings.consolePort().ifPresent(port -> startConsole(kafka, port));
    output.starting("traffic");
    InetSocketAddress collector =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sflow.boundPort());
    PacedExporter exporter = parts.add(PacedExporter.start(dataCentre, collector, clock));
    return new RunningDemo(pipeline, actuator, sflow, exporter, observation, yaml);
  }

  @Override
  public void close() {
    parts.close();
  }

  private Pipeline startPipeline(String bootstrap, Map<String, Integer> partitions)
      throws Exception {
    JobSettings jobs =
        JobSettings.of(bootstrap, partitions)
            .windows(DemoSettings.PANE, DemoSettings.WINDOW)
            .checkpointing(DemoSettings.CHECKPOINT_INTERVAL);
    if (settings.approval() == Approval.MANUAL) {
      jobs = jobs.with("expiry-panes", Long.toString(EXPIRY_BY_HAND.dividedBy(DemoSettings.PANE)));
    }
    ClusterSettings cluster =
        new ClusterSettings(
            Files.createDirectories(directory.resolve("flink")),
            Pipeline.JOBS,
            1,
            DemoSettings.CHECKPOINT_INTERVAL,
            RESTARTS,
            ClusterSettings.Backend.HEAP);
    return Pipeline.start(cluster, jobs);
  }

  private SflowCollector startCollectors(String bootstrap, InventoryYaml yaml)
      throws IOException, InventoryFileException {
    yaml.refresh();
    parts.add(InventoryCollector.start(InventoryConfig.DEFAULTS.at(bootstrap, yaml.file()), clock));
    return parts.add(
        SflowCollector.start(SflowConfig.DEFAULTS.at(bootstrap, loopback(), ANY_PORT), clock));
  }

  private static String loopback() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }

  private Actuator startActuator(String bootstrap) {
    Actuator actuator =
        parts.add(
            new Actuator(
                ActuatorSettings.defaults(DOMAIN, bootstrap).approvedBy(settings.approval()),
                new SimulatorDriver(dataCentre),
                clock));
    actuator.start();
    return actuator;
  }

  private void startConsole(Map<String, Object> kafka, int port) {
    String author = System.getProperty("user.name", "demo");
    Console console = parts.add(Console.start(ConsoleSettings.local(kafka, port, author), clock));
    output.starting("the console: " + console.url());
  }
}
