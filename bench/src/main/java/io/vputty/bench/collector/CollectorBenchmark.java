package io.vputty.bench.collector;

import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.EmbeddedBroker;
import io.vputty.collector.sflow.SocketDrops;
import io.vputty.schema.TopicAdmin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs each collector at each rate on the same stream and the same Kafka, and writes a row of a
 * table for each: CPU time, what the kernel dropped, what came to Kafka. Rows that the table has
 * are not run again.
 */
@Command(
    name = "collector-benchmark",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares the sFlow collector with sfacctd and with bare receiving.")
public final class CollectorBenchmark implements Callable<Integer> {

  private static final int STREAM_SECONDS = 10;
  private static final long SEED = 7;
  private static final long START_MS = 30_000;
  private static final long SETTLE_MS = 4000;
  private static final int WARM_UP_PARTS = 4;
  private static final double MICROS = 1e6;
  private static final String HEADER =
      """
      | collector | datagrams/s sent | CPU, cores | datagrams per CPU second | CPU us per sample | kernel dropped | samples in Kafka |
      |---|---|---|---|---|---|---|
      """;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "20000,40000,60000",
      description = "Datagrams per second (${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long each is measured, seconds (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "How long each is warmed up, at a growing rate, seconds (${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--only",
      description = "Run this collector alone: vputty, sfacctd, or bare recvmmsg.")
  private String only = "";

  @Option(
      names = "--vms",
      defaultValue = "400",
      description = "VMs that the stream tells of (${DEFAULT-VALUE}).")
  private int vms;

  @Option(
      names = "--table",
      defaultValue = "bench/results/collectors.md",
      description = "The table that rows are added to (${DEFAULT-VALUE}).")
  private Path table = Path.of("");

  @Option(
      names = "--jar",
      required = true,
      description = "The runnable jar of the sFlow collector.")
  private Path jar = Path.of("");

  @Option(
      names = "--receiver",
      defaultValue = "bench/lab/receive.c",
      description = "Source of the bare receiver (${DEFAULT-VALUE}).")
  private Path receiver = Path.of("");

  /** Runs it. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new CollectorBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.exists(table)) {
      Files.createDirectories(table.toAbsolutePath().getParent());
      Files.writeString(table, HEADER);
    }
    Path directory = Files.createTempDirectory("vputty-bench-");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      ContractTopics.ensure(
          Map.of("bootstrap.servers", broker.bootstrapServers()), TopicAdmin.Sizing.REPLAY);
      for (int rate : rates) {
        for (Contender contender :
            List.of(new BareReceive(receiver), new Ours(jar), new Sfacctd())) {
          runUnlessDone(contender, rate, directory, broker.bootstrapServers());
        }
      }
    }
    return 0;
  }

  private void runUnlessDone(Contender contender, int rate, Path directory, String broker)
      throws Exception {
    String start = "| %s | %,d |".formatted(contender.label(), rate);
    boolean wanted = only.isEmpty() || only.equals(contender.label());
    if (!wanted || Files.readString(table).contains(start)) {
      return;
    }
    System.err.println(start + " ...");
    Contender.Place place =
        new Contender.Place(directory, broker, freePort(), contender.label() + "-" + rate);
    String row = start + run(contender, rate, place) + System.lineSeparator();
    Files.writeString(table, row, StandardOpenOption.APPEND);
    System.err.print(row);
  }

  private String run(Contender contender, int rate, Contender.Place place) throws Exception {
    Path log = place.directory().resolve(place.topic().replace(' ', '-') + ".log");
    SocketDrops drops = new SocketDrops(place.port());
    try (Contender.Delivered delivered = contender.delivered(place);
        CpuGroup group = new CpuGroup("vputty-bench", contender.command(place), log);
        Sender sender = new Sender(new SampleStream(vms, STREAM_SECONDS, SEED), place.port())) {
      awaitSocket(drops, group);
      warmUp(sender, rate);
      Phase before = phase(group, drops, delivered, sender);
      double sent = sender.send(rate, seconds);
      double cpu = group.cpuSeconds() - before.cpu();
      Phase after = phase(group, drops, delivered, sender);
      return row(sent, cpu, before, after);
    } catch (IOException e) {
      throw new IOException("%s: %s".formatted(contender.label(), Files.readString(log)), e);
    }
  }

  /** Where counts stood between two phases, when nothing was on its way. */
  private record Phase(double cpu, long drops, long delivered, long datagrams, long samples) {}

  /** The kernel tells of a socket from when it is bound. */
  private static void awaitSocket(SocketDrops drops, CpuGroup group)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MS);
    while (drops.read().isEmpty()) {
      if (!group.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("nothing listens");
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void warmUp(Sender sender, int rate) throws IOException {
    for (int part = WARM_UP_PARTS; part > 0; part--) {
      sender.send((double) rate / part, Math.max(1, warmUpSeconds / WARM_UP_PARTS));
    }
  }

  private static Phase phase(
      CpuGroup group, SocketDrops drops, Contender.Delivered delivered, Sender sender)
      throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MS);
    long samples = delivered.samples();
    return new Phase(
        group.cpuSeconds(),
        drops.read().orElseThrow(),
        samples,
        sender.datagrams(),
        sender.samples());
  }

  /**
   * @param sent datagrams per second
   * @param cpu seconds of CPU time while they were sent
   */
  private String row(double sent, double cpu, Phase before, Phase after) {
    long samples = after.samples() - before.samples();
    double kept =
        1 - (double) (after.drops() - before.drops()) / (after.datagrams() - before.datagrams());
    long delivered = after.delivered() - before.delivered();
    return String.format(
        Locale.ROOT,
        " %.2f | %,.0f | %.2f | %.3f%% | %s |",
        cpu / seconds,
        sent * seconds * kept / cpu,
        MICROS * cpu / (samples * kept),
        100 * (1 - kept),
        delivered == 0 ? "-" : String.format(Locale.ROOT, "%.3f%%", 100.0 * delivered / samples));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
