package io.vputty.bench.volume;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.app.replay.Replay;
import io.vputty.app.replay.ReplaySettings;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.InventoryYaml;
import io.vputty.app.simulator.SimulatedCapture;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Bytes that each topic grows by in Kafka's log, with the simulated data centre, panes of 10 s and
 * windows of 60 s: as they are on a broker's disk, compressed, in one copy, before anything is
 * compacted. What hosts' collectors tell is made, at their default intervals.
 */
@Command(
    name = "volume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs the pipeline on a simulated fleet and tells what each topic grows by.")
public final class VolumeBenchmark implements Callable<Integer> {

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
  private static final Duration PANE = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final double MIB = 1 << 20;
  private static final double GIB = 1 << 30;

  @Option(names = "--vms", defaultValue = "1000", description = "VMs (${DEFAULT-VALUE}).")
  private int vms;

  @Option(
      names = "--seconds",
      defaultValue = "180",
      description = "Simulated seconds (${DEFAULT-VALUE}).")
  private int seconds;

  private VolumeBenchmark() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new VolumeBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Path directory = Files.createTempDirectory("vputty-volume-");
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(vms, 1));
    System.out.printf(
        "%d hosts, %d VMs, %d s%n%n",
        centre.fleet().hosts().size(), centre.fleet().vms().size(), seconds);
    Map<Topic, Long> bytes = ofHosts(centre, directory.resolve("hosts"));
    ofPipeline(centre, directory).forEach((topic, size) -> bytes.merge(topic, size, Long::sum));
    print(bytes);
    return 0;
  }

  /** From sFlow to plans. */
  private Map<Topic, Long> ofPipeline(DataCentre centre, Path directory) throws Exception {
    InventoryYaml inventory = new InventoryYaml(centre, "dc", directory.resolve("inventory.yaml"));
    inventory.refresh();
    Path capture = directory.resolve("capture.pcap");
    SimulatedCapture.write(centre, START, seconds, -1, capture);
    ReplaySettings settings = new ReplaySettings(capture, inventory.file(), false, PANE, WINDOW);
    var unused = new Replay(settings, directory, Clock.systemUTC()).run();
    return sizes(directory.resolve("kafka"));
  }

  /** Of block I/O, load and page hashes. */
  private Map<Topic, Long> ofHosts(DataCentre centre, Path directory) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory)) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      ContractTopics.ensure(kafka, TopicAdmin.Sizing.REPLAY);
      try (HostTelemetry hosts = new HostTelemetry(kafka, centre)) {
        for (int second = 0; second < seconds; second += HostTelemetry.INTERVAL_SECONDS) {
          hosts.tell(START.plusSeconds(second));
        }
      }
    }
    return sizes(directory);
  }

  private void print(Map<Topic, Long> bytes) {
    System.out.println("| topic | MiB an hour | GiB a day |\n|---|---|---|");
    double sum = 0;
    for (Topic topic : Topics.all()) {
      double bytesPerSecond = (double) bytes.getOrDefault(topic, 0L) / seconds * 1000 / vms;
      sum += bytesPerSecond;
      row("`" + topic.name() + "`", bytesPerSecond);
    }
    row("all", sum);
  }

  private static void row(String name, double bytesPerSecond) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.2f |%n",
        name,
        bytesPerSecond * TimeUnit.HOURS.toSeconds(1) / MIB,
        bytesPerSecond * TimeUnit.DAYS.toSeconds(1) / GIB);
  }

  /** What the segments below a broker's directory hold, by topic. */
  private static Map<Topic, Long> sizes(Path directory) throws IOException {
    Map<Topic, Long> sizes = new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".log")).toList()) {
        String partition = String.valueOf(file.getName(file.getNameCount() - 2));
        long size = Files.size(file);
        Topics.find(partition.replaceFirst("-[0-9]+$", ""))
            .ifPresent(topic -> sizes.merge(topic, size, Long::sum));
      }
    }
    return sizes;
  }
}
