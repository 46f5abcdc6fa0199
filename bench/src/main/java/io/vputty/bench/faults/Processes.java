package io.vputty.bench.faults;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.recorded.ClusterMember;
import io.vputty.app.recorded.SessionCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The processes of one run, and what faults do to them. */
final class Processes {

  private final SessionCluster flink;
  private final BrokerProcess broker;
  private final @Nullable ConsoleProcess console;

  /**
   * @param console null if no fault of the run is one of its
   */
  Processes(SessionCluster flink, BrokerProcess broker, @Nullable ConsoleProcess console) {
    this.flink = flink;
    this.broker = broker;
    this.console = console;
  }

  String bootstrap() {
    return broker.bootstrapServers();
  }

  /** Begins a fault, and holds it for as long as it is to last. */
  void strike(Schedule.Injection injection) throws IOException, InterruptedException {
    switch (injection.fault()) {
      case TASK_MANAGER_KILL -> flink.taskManager().kill();
      case JOB_MANAGER_KILL -> flink.jobManager().kill();
      case BROKER_KILL, BROKER_AWAY -> broker.kill();
      case TASK_MANAGER_STOP -> flink.taskManager().pause();
      case JOB_MANAGER_STOP -> flink.jobManager().pause();
      case BROKER_STOP -> broker.pause();
      case FLINK_KILL -> killFlink();
      case ALL_KILL -> {
        broker.kill();
        killFlink();
      }
      case CHECKPOINTS_LOST -> {
        killFlink();
        delete(flink.checkpoints());
      }
      case CONSOLE_KILL -> console().kill();
      case CONSOLE_STOP -> console().pause();
    }
    TimeUnit.NANOSECONDS.sleep(injection.held().toNanos());
  }

  /** Ends a fault as a supervisor does: what is dead is started, what stands still goes on. */
  void mend(Fault fault) throws IOException, InterruptedException {
    switch (fault) {
      case TASK_MANAGER_KILL -> flink.taskManager().restart();
      case JOB_MANAGER_KILL -> flink.jobManager().restart();
      case BROKER_KILL, BROKER_AWAY -> broker.restart();
      case TASK_MANAGER_STOP -> flink.taskManager().resume();
      case JOB_MANAGER_STOP -> flink.jobManager().resume();
      case BROKER_STOP -> broker.resume();
      case FLINK_KILL, CHECKPOINTS_LOST -> restartFlink();
      case ALL_KILL -> {
        restartFlink();
        broker.restart();
      }
      case CONSOLE_KILL -> console().restart();
      case CONSOLE_STOP -> console().resume();
    }
  }

  /** Starts again whatever gave up by itself. */
  void restartTheDead() throws IOException {
    for (ClusterMember member : List.of(flink.jobManager(), flink.taskManager())) {
      if (!member.isAlive()) {
        member.restart();
      }
    }
  }

  private void killFlink() throws InterruptedException {
    flink.jobManager().kill();
    flink.taskManager().kill();
  }

  private void restartFlink() throws IOException {
    flink.jobManager().restart();
    flink.taskManager().restart();
  }

  private ClusterMember console() {
    return Objects.requireNonNull(console, "a run with a fault of the console has one").process();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Processes::deleteOne);
    }
  }

  private static void deleteOne(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
