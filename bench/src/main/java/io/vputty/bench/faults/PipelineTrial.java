package io.vputty.bench.faults;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.recorded.Feed;
import io.vputty.app.recorded.InputLog;
import io.vputty.app.recorded.Poison;
import io.vputty.app.recorded.RejectedPositions;
import io.vputty.app.recorded.Run;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One run of the pipeline, with the faults of its schedule, beside the calm one. */
final class PipelineTrial {

  /** Between records of the input: all of it takes some seconds. */
  private static final Duration GAP = Duration.ofMillis(4);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final PipelineStage stage;
  private final Schedule schedule;
  private final PipelineStage.Calm calm;
  private final long startNanos = System.nanoTime();

  PipelineTrial(PipelineStage stage, Schedule schedule, PipelineStage.Calm calm) {
    this.stage = stage;
    this.schedule = schedule;
    this.calm = calm;
  }

  FaultRow play() throws Exception {
    try (BrokerProcess broker = stage.broker("run-" + schedule.seed());
        ConsoleProcess console = console(broker)) {
      List<String> arguments = arguments(broker.bootstrapServers());
      stage.jobs().submit(arguments);
      try {
        double recovery = disturb(new Processes(stage.flink(), broker, console), arguments);
        return row(recovery, broker.bootstrapServers(), console);
      } finally {
        stage.jobs().cancel();
      }
    }
  }

  private @Nullable ConsoleProcess console(BrokerProcess broker) throws Exception {
    Path log = stage.directory().resolve("console.log");
    return schedule.needsConsole() ? new ConsoleProcess(broker.bootstrapServers(), log) : null;
  }

  /** Clients give the broker up soon, so that it need not stand still for minutes. */
  private static List<String> arguments(String bootstrap) {
    String timeout = Long.toString(PipelineStage.TIMEOUT.toMillis());
    return List.of(
        "--bootstrap-servers",
        bootstrap,
        "--checkpoint-interval",
        "500ms",
        "--idle-timeout",
        "3m",
        "--kafka.request.timeout.ms",
        Long.toString(PipelineStage.TIMEOUT.minusSeconds(1).toMillis()),
        "--kafka.default.api.timeout.ms",
        timeout,
        "--kafka.delivery.timeout.ms",
        timeout,
        "--kafka.max.block.ms",
        timeout);
  }

  /**
   * Feeds the input and does to the processes what the schedule says.
   *
   * @return the longest time from the end of a fault until more was committed, seconds
   */
  private double disturb(Processes processes, List<String> arguments) throws Exception {
    String kafka = processes.bootstrap();
    double longest = 0;
    try (Feed feed = Feed.start(calm.input(), kafka, GAP);
        CommittedTime committed = new CommittedTime(Map.of("bootstrap.servers", kafka))) {
      awaitMore(committed, Instant.MIN, processes);
      for (Schedule.Injection injection : schedule.injections()) {
        while (feed.progress() < injection.atShare()) {
          LockSupport.parkNanos(LOOK_NANOS);
        }
        processes.strike(injection);
        long endNanos = System.nanoTime();
        Instant before = committed.read();
        processes.mend(injection.fault());
        if (injection.fault() == Fault.CHECKPOINTS_LOST) {
          stage.jobs().cancel();
          stage.jobs().submit(arguments);
        }
        awaitMore(committed, before, processes);
        longest = Math.max(longest, (System.nanoTime() - endNanos) / 1e9);
      }
      feed.awaitEnd();
    }
    return longest;
  }

  private static void awaitMore(CommittedTime committed, Instant before, Processes processes)
      throws Exception {
    Instant reached = committed.read();
    while (!reached.isAfter(before) && reached.isBefore(PipelineStage.END)) {
      processes.restartTheDead();
      reached = committed.read();
    }
  }

  private FaultRow row(double recovery, String kafka, @Nullable ConsoleProcess console)
      throws Exception {
    Run run = Run.read(kafka, PipelineStage.END);
    List<String> differences = new ArrayList<>();
    if (!InputLog.read(kafka).counts().equals(calm.input().counts())) {
      differences.add("the input itself");
    }
    differences.addAll(
        schedule.has(Fault.CHECKPOINTS_LOST)
            ? Rebuilt.differences(calm.run(), run)
            : calm.run().differences(run));
    TreeSet<String> unaccounted = new TreeSet<>(Poison.positions(calm.input()));
    unaccounted.removeAll(RejectedPositions.read(kafka, reader -> true));
    if (console != null) {
      differences.addAll(ConsoleTruth.differences(kafka, console));
    }
    return new FaultRow(
        schedule.seed(),
        schedule.input(),
        schedule.injections().stream().map(Schedule.Injection::fault).toList(),
        differences,
        unaccounted.size(),
        recovery,
        (System.nanoTime() - startNanos) / 1e9);
  }
}
