package io.vputty.bench.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Which faults meet one run, when, and on which input. Same seed, same schedule.
 *
 * <p>The first fault and the input go round with the seed, so that any stretch of seeds has its
 * share of each; whether a second one follows, moments and lengths are drawn.
 *
 * @param seed what it was made from
 * @param first the fault that the seed stands for, which need not come first
 * @param input what the run reads
 * @param injections in order
 */
record Schedule(long seed, Fault first, Input input, List<Injection> injections) {

  private static final double SECOND_FAULT = 0.3;
  private static final double EARLIEST = 0.15;
  private static final double LATEST = 0.8;
  private static final Duration SHORTEST_DOWN = Duration.ofMillis(100);
  private static final Duration LONGEST_DOWN = Duration.ofMillis(1500);

  /** Of everything whose partner gives up after {@link PipelineStage#TIMEOUT}. */
  private static final Duration SHORTEST_STILL = PipelineStage.TIMEOUT.plusMillis(1500);

  private static final Duration LONGEST_STILL = PipelineStage.TIMEOUT.plusMillis(4000);

  /**
   * One fault.
   *
   * @param atShare share of the input that has been written when it happens, 0-1
   * @param held from its beginning until the process is started again or goes on
   */
  record Injection(Fault fault, double atShare, Duration held) {}

  Schedule {
    injections = List.copyOf(injections);
  }

  static Schedule of(long seed) {
    RandomGenerator random = new SplittableRandom(seed); // neighbours differ from the first draw
    Fault[] faults = Fault.values();
    Input[] inputs = Input.values();
    int turn = Math.floorMod(seed - 1, faults.length);
    Fault first = faults[turn];
    List<Injection> injections = new ArrayList<>();
    injections.add(injection(first, random));
    if (first != Fault.CHECKPOINTS_LOST && random.nextDouble() < SECOND_FAULT) {
      Fault second = faults[random.nextInt(faults.length)];
      if (second != Fault.CHECKPOINTS_LOST) {
        injections.add(injection(second, random));
      }
    }
    injections.sort(Comparator.comparingDouble(Injection::atShare));
    long round = Math.floorDiv(seed - 1, faults.length);
    Input input = inputs[Math.floorMod(turn + round, inputs.length)];
    return new Schedule(seed, first, input, injections);
  }

  private static Injection injection(Fault fault, RandomGenerator random) {
    double at = EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
    return switch (fault) {
      case TASK_MANAGER_KILL,
          BROKER_KILL,
          JOB_MANAGER_KILL,
          FLINK_KILL,
          ALL_KILL,
          CHECKPOINTS_LOST,
          CONSOLE_KILL ->
          new Injection(fault, at, between(SHORTEST_DOWN, LONGEST_DOWN, random));
      case TASK_MANAGER_STOP, BROKER_STOP, JOB_MANAGER_STOP, BROKER_AWAY, CONSOLE_STOP ->
          new Injection(fault, at, between(SHORTEST_STILL, LONGEST_STILL, random));
    };
  }

  private static Duration between(Duration least, Duration most, RandomGenerator random) {
    long spanMs = most.minus(least).toMillis();
    return least.plusMillis((long) (random.nextDouble() * spanMs));
  }

  boolean has(Fault fault) {
    return injections.stream().anyMatch(injection -> injection.fault() == fault);
  }

  boolean needsConsole() {
    return has(Fault.CONSOLE_KILL) || has(Fault.CONSOLE_STOP);
  }
}
