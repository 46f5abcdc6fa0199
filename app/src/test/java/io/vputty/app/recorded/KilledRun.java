package io.vputty.app.recorded;

import io.vputty.app.ChildJvm;
import io.vputty.app.broker.EmbeddedBroker;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** A run in a process of its own, on a data directory that outlives it. */
final class KilledRun implements AutoCloseable {

  private static final long POLL_NANOS = 500_000;
  private static final long LOADING_MS = 500;

  private final Path data;
  private Process process;
  private String bootstrap = "";
  private int restoredJobs;

  /** Starts it and waits until its jobs run. */
  KilledRun(Path data) throws IOException {
    this.data = data;
    this.process = start();
  }

  String bootstrap() {
    return bootstrap;
  }

  /** How many jobs the newest start restored from a checkpoint. */
  int restoredJobs() {
    return restoredJobs;
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  void restart() throws IOException {
    process = start();
  }

  private Process start() throws IOException {
    Process started =
        new ProcessBuilder(ChildJvm.command("1500m", RunChild.class, data.toString()))
            .redirectError(data.resolve("stderr.log").toFile())
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    while (line != null && !line.startsWith(RunChild.READY)) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("the run died: " + Files.readString(data.resolve("stderr.log")));
    }
    List<String> words = List.of(line.split(" ", -1));
    bootstrap = words.get(1);
    restoredJobs = Integer.parseInt(words.get(2));
    return started;
  }

  /** Waits, as closely as it can, for a further checkpoint of a job to be complete. */
  void awaitCheckpoint(String job) {
    long before = newestCheckpoint(job).orElse(0);
    while (newestCheckpoint(job).orElse(0) <= before && process.isAlive()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Number of the newest complete checkpoint of a job. */
  private OptionalLong newestCheckpoint(String job) {
    return children(data.resolve("flink").resolve(job).toFile()).stream()
        .flatMap(directory -> children(directory).stream())
        .filter(checkpoint -> checkpoint.getName().startsWith("chk-"))
        .filter(checkpoint -> new File(checkpoint, "_metadata").exists())
        .mapToLong(checkpoint -> Long.parseLong(checkpoint.getName().substring("chk-".length())))
        .max();
  }

  private static List<File> children(File directory) {
    File[] children = directory.listFiles();
    return children == null ? List.of() : List.of(children);
  }

  /**
   * Transactions that a complete checkpoint had pre-committed and nobody has committed, of a run
   * that is dead: their ids end in the number of the checkpoint that they belong to.
   */
  Map<String, Long> caughtBetween(List<String> jobs) throws Exception {
    Map<String, Long> caught = new TreeMap<>();
    EmbeddedBroker broker = EmbeddedBroker.start(data.resolve("kafka"));
    try (broker;
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      for (TransactionListing open : transactions(admin)) {
        String id = open.transactionalId();
        long checkpoint = Long.parseLong(id.substring(id.lastIndexOf('-') + 1));
        for (String job : jobs) {
          if (open.state() == TransactionState.ONGOING
              && id.startsWith("vputty-" + job + "-")
              && checkpoint <= newestCheckpoint(job).orElse(0)) {
            caught.put(id, checkpoint);
          }
        }
      }
    }
    return caught;
  }

  /**
   * Every transaction that the broker knows, once it has loaded them: at first it lists none, or
   * some.
   */
  private static Collection<TransactionListing> transactions(Admin admin) throws Exception {
    int before = -1;
    Collection<TransactionListing> listed = List.of();
    while (listed.isEmpty() || listed.size() != before) {
      before = listed.size();
      TimeUnit.MILLISECONDS.sleep(LOADING_MS);
      listed = admin.listTransactions().all().get();
    }
    return listed;
  }
}
