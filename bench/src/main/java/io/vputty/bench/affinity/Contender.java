package io.vputty.bench.affinity;

import com.sun.management.OperatingSystemMXBean;
import io.vputty.app.pipeline.ClusterSettings;
import io.vputty.app.pipeline.EmbeddedCluster;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.runtime.JobArguments;
import io.vputty.job.runtime.JobSettings;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One contender in a process of its own: goes over the topic twice, first to warm up, and tells
 * what the second time cost. Arguments: contender ("bare", "heap", "rocksdb"), broker, parallelism,
 * end of the flows in ms, entries.
 */
final class Contender {

  private static final Duration CHECKPOINTS = Duration.ofSeconds(5);
  private static final int PASSES = 2;

  /** Of the kernel, a second. */
  private static final double TICKS = 100;

  private Contender() {}

  /** What one pass took. */
  private record Cost(double cpuSeconds, double seconds) {}

  /** Prints "CPU ns per entry, entries per second, memory MiB". */
  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    Map<String, String> kafka = Map.of("bootstrap.servers", arguments[1]);
    int parallelism = Integer.parseInt(arguments[2]);
    Instant end = Instant.ofEpochMilli(Long.parseLong(arguments[3]));
    long entries = Long.parseLong(arguments[4]);
    Cost cost = new Cost(0, 0);
    for (int pass = 0; pass < PASSES; pass++) {
      double cpu = cpuSeconds();
      long wall = System.nanoTime();
      if (name.equals("bare")) {
        System.err.println("sum " + BareLoop.run(kafka, end));
      } else {
        runJob(name, arguments[1], parallelism, end);
      }
      cost = new Cost(cpuSeconds() - cpu, (System.nanoTime() - wall) / 1e9);
      System.err.printf(
          Locale.ROOT,
          "%s pass %d: %.1f s CPU in %.1f s%n",
          name,
          pass,
          cost.cpuSeconds,
          cost.seconds);
    }
    System.out.printf(
        Locale.ROOT, "%.0f %.0f%n", cost.cpuSeconds * 1e9 / entries, entries / cost.seconds);
    System.exit(0);
  }

  /**
   * CPU time of this process without that of the JIT compiler, which a job that has run for some
   * minutes does not need.
   */
  private static double cpuSeconds() throws IOException {
    long nanos =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    double compiling = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.contains(" CompilerThre")) {
          List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
          compiling += Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
        }
      }
    }
    return nanos / 1e9 - compiling / TICKS;
  }

  private static void runJob(String backend, String broker, int parallelism, Instant end)
      throws Exception {
    Map<String, String> kafka = Map.of("bootstrap.servers", broker);
    Path directory = Files.createTempDirectory("vputty-bench-job-");
    JobSettings settings =
        JobSettings.of(broker, JobArguments.partitions(kafka, Topics.all()))
            .checkpointing(CHECKPOINTS);
    ClusterSettings cluster =
        new ClusterSettings(
            directory,
            1,
            parallelism,
            CHECKPOINTS,
            1,
            ClusterSettings.Backend.valueOf(backend.toUpperCase(Locale.ROOT)));
    try (LastPane panes = new LastPane(kafka);
        EmbeddedCluster running = EmbeddedCluster.start(cluster)) {
      running.submit(AffinityJob.NAME, env -> AffinityJob.topology(env, settings));
      panes.await(end, running.failure());
    }
  }
}
