package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.act.ActConfig;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.EmbeddedCluster;
import io.vputty.app.pipeline.OpenParts;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.InventoryYaml;
import io.vputty.app.simulator.PacedExporter;
import io.vputty.collector.blkio.BlkioCollector;
import io.vputty.collector.blkio.BlkioConfig;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.inventory.InventoryCollector;
import io.vputty.collector.inventory.InventoryConfig;
import io.vputty.collector.pagehash.PagehashCollector;
import io.vputty.collector.pagehash.PagehashConfig;
import io.vputty.collector.sflow.SflowCollector;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.access.KafkaFile;
import io.vputty.schema.access.Role;
import io.vputty.schema.access.Roles;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.DryRunDriver;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.history.HistorySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every process of the pipeline, each as the user of its role. */
final class SecuredProcesses implements AutoCloseable {

  /** Of a datagram whose agent has an address of version 4. */
  private static final int SEQUENCE_AT = 16;

  private static final Duration CHECKPOINTS = Duration.ofMillis(500);

  private static final Path DATAGRAMS =
      Path.of(
          "../collectors/sflow/src/test/resources/io/vputty/collector/sflow/fuzz",
          "DatagramFuzzTestInputs/decodesOrRefuses");

  private final Path directory;
  private final Map<Role, Path> files;
  private final Clock clock = Clock.systemUTC();
  private final OpenParts parts = new OpenParts();
  private final EmbeddedCluster cluster;
  private final Console console;

  private SecuredProcesses(Path directory, Map<Role, Path> files) throws Exception {
    this.directory = Files.createDirectories(directory);
    this.files = files;
    collectors();
    cluster =
        parts.add(
            EmbeddedCluster.start(
                new ClusterSettings(
                    directory.resolve("flink"),
                    3,
                    1,
                    CHECKPOINTS,
                    3,
                    ClusterSettings.Backend.HEAP)));
    JobSettings affinity = job(Roles.JOB_AFFINITY);
    cluster.submit(AffinityJob.NAME, env -> AffinityJob.topology(env, affinity));
    JobSettings drift = job(Roles.JOB_DRIFT);
    cluster.submit(DriftJob.NAME, env -> DriftJob.topology(env, drift));
    JobSettings reshape = job(Roles.JOB_RESHAPE);
    cluster.submit(ReshapeJob.NAME, env -> ReshapeJob.topology(env, reshape));
    Actuator actuator =
        new Actuator(
            config(Roles.ACTUATOR, ActConfig.DEFAULTS, Map.of("id", "it", "approval", "manual"))
                .settings(),
            new DryRunDriver(),
            clock);
    parts.add(actuator).start();
    console =
        parts.add(
            Console.start(
                new ConsoleSettings(
                    new HashMap<>(KafkaFile.read(file(Roles.CONSOLE))),
                    "127.0.0.1",
                    0,
                    AccessRules.open("it"),
                    null,
                    Prices.defaults(),
                    HistorySettings.none()),
                clock));
  }

  /** Starts everything; each process is given the file of its role's user. */
  static SecuredProcesses start(Path directory, Map<Role, Path> files) throws Exception {
    return new SecuredProcesses(directory, files);
  }

  private void collectors() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(16, 3));
    InventoryYaml yaml = new InventoryYaml(centre, "dc", directory.resolve("inventory.yaml"));
    yaml.refresh();
    Map<String, String> file = Map.of("file", yaml.file().toString());
    parts.add(
        InventoryCollector.start(
            config(Roles.COLLECTOR_INVENTORY, InventoryConfig.DEFAULTS, file), clock));
    Path root = host();
    Map<String, String> looks = Map.of("root", root.toString(), "interval", "1s", "host", "hv1");
    parts.add(
        BlkioCollector.start(config(Roles.COLLECTOR_BLKIO, BlkioConfig.DEFAULTS, looks), clock));
    Map<String, String> reads = Map.of("root", root.toString(), "secret", "x".repeat(16));
    parts.add(
        PagehashCollector.start(
            config(Roles.COLLECTOR_PAGEHASH, PagehashConfig.DEFAULTS, reads), clock));
    Map<String, String> port = Map.of("port", "0", "inventory-domain", "dc");
    SflowCollector sflow =
        parts.add(
            SflowCollector.start(config(Roles.COLLECTOR_SFLOW, SflowConfig.DEFAULTS, port), clock));
    InetSocketAddress receiver =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), sflow.boundPort());
    parts.add(PacedExporter.start(centre, receiver, clock));
    real(receiver);
  }

  /**
   * What real agents sent, of hosts and VMs too, and one that is none: each second once more, under
   * the next sequence number.
   */
  private void real(InetSocketAddress receiver) throws IOException {
    List<ByteBuffer> datagrams = new ArrayList<>(List.of(ByteBuffer.wrap(new byte[64])));
    try (Stream<Path> files = Files.list(DATAGRAMS)) {
      for (Path file : files.sorted().toList()) {
        datagrams.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    DatagramChannel channel = parts.add(DatagramChannel.open().connect(receiver));
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    parts.add(thread::shutdownNow);
    ScheduledFuture<?> unused =
        thread.scheduleAtFixedRate(() -> send(datagrams, channel), 0, 1, TimeUnit.SECONDS);
  }

  private static void send(List<ByteBuffer> datagrams, DatagramChannel channel) {
    for (ByteBuffer datagram : datagrams) {
      datagram.putInt(SEQUENCE_AT, datagram.getInt(SEQUENCE_AT) + 1);
      try {
        channel.write(datagram.duplicate());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A host with cgroups, and no VM in them. */
  private Path host() throws IOException {
    Path root = directory.resolve("root");
    Files.createDirectories(root.resolve("sys/fs/cgroup"));
    Files.writeString(
        Files.createDirectories(root.resolve("proc/self")).resolve("mountinfo"),
        "30 25 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
    return root;
  }

  private Path file(Role role) {
    return Objects.requireNonNull(files.get(role));
  }

  private <C extends Record> C config(Role role, C defaults, Map<String, String> flags)
      throws ConfigException {
    return new ConfigLoader<>(defaults, "VPUTTY_IT").kafkaFile(file(role)).flags(flags).load();
  }

  private JobSettings job(Role role) {
    String[] arguments = {
      "--kafka-config",
      file(role).toString(),
      "--pane",
      "1s",
      "--window",
      "5s",
      "--idle-timeout",
      "2s",
      "--checkpoint-interval",
      "500ms"
    };
    return new JobArguments(arguments, role, Set.of()).settings();
  }

  /** Plans to decide on, of a domain each, by whoever may write them. */
  static void plans(Map<String, Object> admin) {
    try (TopicWriter writer = new TopicWriter(admin, "test", 1)) {
      writer.send(Topics.PLANS, "one", plan("one")).join();
      writer.send(Topics.PLANS, "two", plan("two")).join();
    }
  }

  private static Plan plan(String name) {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    Move move =
        Move.newBuilder().setId("move-" + name).setVm("v1").setSource("h1").setTarget("h2").build();
    return Plan.newBuilder()
        .setTime(now)
        .setExpires(now.plus(Duration.ofHours(1)))
        .setId("plan-" + name)
        .setDomain(name)
        .setMoves(List.of(move))
        .build();
  }

  /** Decides and pauses in the console, once it has read what there is. */
  void decide() throws IOException, InterruptedException {
    HttpRequest.Builder plan = request("/api/plans/plan-two").GET();
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> answer(plan).statusCode() == 200);
    post("/api/plans/plan-two/decision", "{\"verb\":\"APPROVE\",\"comment\":\"\"}");
    post("/api/domains/*/pause", "{\"paused\":true,\"comment\":\"\"}");
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        answer(
            request(path)
                .header("X-Vputty-Console", "1")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console.url() + path));
  }

  private static HttpResponse<String> answer(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Puts an inventory there that cannot be read. */
  void spoilInventory() throws IOException {
    Files.writeString(directory.resolve("inventory.yaml"), "hosts: {");
  }

  /** Why a job has failed; empty if none has. */
  String failure() {
    return cluster.failure().isDone() ? cluster.failure().join() : "";
  }

  @Override
  public void close() {
    parts.close();
  }
}
