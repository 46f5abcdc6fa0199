package io.vputty.bench.affinity;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.schema.TopicAdmin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * CPU of the whole affinity job, Kafka to edges, beside a bare loop over the same topic: one
 * process each, over the topic twice, the second time counts. Rows that the table has are not run
 * again.
 */
@Command(
    name = "affinity-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares the affinity job with a bare loop over the same topic.")
public final class AffinityBenchmark implements Callable<Integer> {

  private static final int VMS_PER_HOST = 20;
  private static final String HEADER =
      """
      | edges | contender | parallelism | CPU, ns per entry | of bare | entries/s |
      |---|---|---|---|---|---|
      """;

  @Option(
      names = "--edges",
      split = ",",
      defaultValue = "10000,100000",
      description = "Live edges (${DEFAULT-VALUE}).")
  private List<Integer> edges = List.of();

  @Option(
      names = "--entries",
      defaultValue = "20000000",
      description =
          "Entries of the topic: sums of a pair at one end in a second (${DEFAULT-VALUE}).")
  private long entries;

  @Option(
      names = "--contenders",
      split = ",",
      defaultValue = "bare,heap/1,heap/2,rocksdb/2",
      description = "What to run: bare, or BACKEND/PARALLELISM (${DEFAULT-VALUE}).")
  private List<String> contenders = List.of();

  @Option(
      names = "--hub",
      defaultValue = "0",
      description = "Share of the edges that one VM has (${DEFAULT-VALUE}).")
  private double hub;

  @Option(
      names = "--jvm",
      description = "Further options of the contenders' JVM, such as a profiler's.")
  private List<String> jvm = List.of();

  @Option(
      names = "--table",
      defaultValue = "bench/results/affinity.md",
      description = "The table that rows are added to (${DEFAULT-VALUE}).")
  private Path table = Path.of("");

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AffinityBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(table)) {
      Files.createDirectories(table.toAbsolutePath().getParent());
      Files.writeString(table, HEADER);
    }
    for (int count : edges) {
      run(count);
    }
    return 0;
  }

  private void run(int count) throws Exception {
    int seconds = (int) Math.max(60, entries / (2L * count) / 10 * 10);
    int hosts = Math.max(20, count / 200);
    FlowTopic topic = new FlowTopic(hosts, VMS_PER_HOST, count, seconds, hub);
    Path directory = Files.createTempDirectory("vputty-bench-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      ContractTopics.ensure(Map.copyOf(kafka), TopicAdmin.Sizing.REPLAY);
      System.err.printf(Locale.ROOT, "writing %,d entries%n", topic.entries());
      topic.write(kafka);
      double bare = 0;
      for (String contender : contenders) {
        bare = run(contender, topic, broker.bootstrapServers(), bare);
      }
    }
  }

  private double run(String contender, FlowTopic topic, String broker, double bare)
      throws Exception {
    int slash = contender.indexOf('/');
    String backend = slash < 0 ? contender : contender.substring(0, slash);
    String parallelism = slash < 0 ? "1" : contender.substring(slash + 1);
    String figures = start(backend, parallelism, topic, broker);
    double cpu = Double.parseDouble(figures.substring(0, figures.indexOf(' ')));
    double of = backend.equals("bare") ? cpu : bare;
    String row =
        String.format(
            Locale.ROOT,
            "| %,d | %s | %s | %.0f | %s | %,.0f |%n",
            topic.edges(),
            backend,
            parallelism,
            cpu,
            of == 0 ? "-" : String.format(Locale.ROOT, "%.2f", cpu / of),
            Double.parseDouble(figures.substring(figures.indexOf(' ') + 1)));
    Files.writeString(table, row, StandardOpenOption.APPEND);
    System.err.print(row);
    return of;
  }

  private String start(String backend, String parallelism, FlowTopic topic, String broker)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx4g",
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.time=ALL-UNNAMED"));
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Contender.class.getName(),
            backend,
            broker,
            parallelism,
            Long.toString(topic.end().toEpochMilli()),
            Long.toString(topic.entries())));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(backend + " failed: " + output);
    }
    return output.substring(output.lastIndexOf('\n') + 1);
  }
}
