package io.vputty.bench.actuator;

import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.Topics;
import io.vputty.schema.Verb;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;

/**
 * A plan of two moves, one after the other, that two actuators share; the one that first gets to a
 * point of one of the moves meets its fate there. Seeds go through all points and faults.
 */
final class KillTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long LONG_MIGRATION_MILLIS = 120_000;
  private static final int MIGRATION_MILLIS = 800;
  private static final long SEEN_UNDER_WAY_MILLIS = 2000;
  private static final int STOP_MILLIS = 1500;
  private static final int STRIDE = 17;

  private final KillStage stage;
  private final long seed;
  private final LifePoint point;
  private final Fault fault;
  private final Random random;
  private final List<Move> moves;
  private final int victimMove;
  private boolean struck;
  private boolean cancelSent;
  private ActuatorProcess down;
  private Instant goOnAt = Instant.MAX;

  KillTrial(KillStage stage, long seed) {
    this.stage = stage;
    this.seed = seed;
    this.random = new Random(seed);
    int points = LifePoint.values().length;
    int combination = (int) (seed * STRIDE % (points * (long) Fault.values().length));
    this.point = List.of(LifePoint.values()).get(combination % points);
    this.fault = List.of(Fault.values()).get(combination / points);
    this.moves = List.of(move("a", 0), move("b", 1));
    moves.get(1).setAfter(List.of(moves.get(0).getId()));
    this.victimMove = random.nextInt(moves.size());
    this.down = stage.actuators().get(0);
  }

  KillRow play() throws IOException, InterruptedException {
    Instant begin = now();
    place();
    stage.breakpoints().arm(point, moves.get(victimMove).getVm());
    publish();
    Instant deadline = begin.plus(PATIENCE);
    while (!over() && now().isBefore(deadline)) {
      step();
    }
    settle();
    return row(Duration.between(begin, now()).toMillis() / 1000.0);
  }

  private boolean over() {
    return struck
        && goOnAt.equals(Instant.MAX)
        && moves.stream().allMatch(move -> stage.log().life(move.getId()).ended());
  }

  private void step() throws IOException, InterruptedException {
    stage.log().read(POLL);
    ActuatorProcess caught = stage.waiting().poll();
    if (caught != null) {
      strike(caught);
    }
    if (now().isAfter(goOnAt)) {
      down.goOn();
      goOnAt = Instant.MAX;
    }
    Move victim = moves.get(victimMove);
    if (point.ofCancelled() && !cancelSent && stage.log().runs(victim.getId())) {
      cancelSent = true;
      cancel(victim);
    }
  }

  private void strike(ActuatorProcess caught) throws IOException, InterruptedException {
    struck = true;
    down = caught;
    switch (fault) {
      case KILL -> caught.kill();
      case KILL_AND_RESTART -> {
        caught.kill();
        caught.restart();
      }
      case STOP -> {
        caught.stop();
        goOnAt =
            now()
                .plus(ActuatorChild.LEASE)
                .plus(ActuatorChild.CLOCK_TOLERANCE)
                .plusMillis(random.nextInt(STOP_MILLIS));
      }
    }
  }

  /** Waits until both have gone round once more, so that what they still had to say is said. */
  private void settle() throws IOException, InterruptedException {
    for (ActuatorProcess actuator : stage.actuators()) {
      if (!actuator.alive() && actuator == down) {
        actuator.restart();
      }
    }
    Instant since = now();
    Instant deadline = since.plus(PATIENCE);
    while (!stage.actuators().stream()
        .allMatch(actuator -> stage.log().markedAfter(actuator.id(), since))) {
      if (now().isAfter(deadline)) {
        throw new IOException("an actuator is gone that nobody killed; its log says why");
      }
      stage.log().read(POLL);
    }
  }

  private KillRow row(double seconds) throws IOException {
    if (!struck) {
      throw new IOException("trial %d never got to %s".formatted(seed, point));
    }
    long lost = 0;
    long twice = 0;
    long untrue = 0;
    long heldOff = 0;
    long uncounted = 0;
    for (Move move : moves) {
      SharedPlatform.Starts starts = stage.platform().starts(move.getVm());
      lost += stage.log().life(move.getId()).ended() ? 0 : 1;
      twice += Math.max(0, starts.carriedOut() - 1);
      untrue += isTrue(move) ? 0 : 1;
      heldOff += starts.refused();
      uncounted += stage.log().uncounted(move.getId());
    }
    List<String> ends = moves.stream().map(move -> state(move).name()).toList();
    return new KillRow(seed, point, fault, ends, lost, twice, untrue, heldOff, uncounted, seconds);
  }

  /** Whether the VM is where the end of its move says. */
  private boolean isTrue(Move move) throws IOException {
    String host = state(move) == MoveState.SUCCEEDED ? move.getTarget() : move.getSource();
    SharedPlatform.Whereabouts now = stage.platform().whereabouts(move.getVm());
    return now.host().equals(host) && !now.migrates();
  }

  private MoveState state(Move move) {
    return stage.log().life(move.getId()).state();
  }

  private void place() throws IOException {
    for (int i = 0; i < moves.size(); i++) {
      boolean cancelled = point.ofCancelled() && i == victimMove;
      long shortest = point == LifePoint.UNDER_WAY ? SEEN_UNDER_WAY_MILLIS : 1;
      long millis = cancelled ? LONG_MIGRATION_MILLIS : shortest + random.nextInt(MIGRATION_MILLIS);
      stage.platform().place(moves.get(i).getVm(), "source", millis);
    }
  }

  private void publish() {
    Plan plan =
        Plan.newBuilder()
            .setTime(now())
            .setId("plan-" + seed)
            .setDomain("domain-" + seed)
            .setExpires(now().plus(PATIENCE))
            .setMoves(moves)
            .build();
    stage.writer().send(Topics.PLANS, plan.getDomain(), plan).join();
  }

  private void cancel(Move move) {
    Decision decision =
        Decision.newBuilder()
            .setTime(now())
            .setSubject(move.getId())
            .setPlanId("plan-" + seed)
            .setDomain("domain-" + seed)
            .setVerb(Verb.CANCEL)
            .setAuthor("trial")
            .build();
    stage.writer().send(Topics.DECISIONS, move.getId(), decision).join();
  }

  private Move move(String name, int wave) {
    String vm = seed + "-" + name;
    return Move.newBuilder()
        .setId("move-" + vm)
        .setVm(vm)
        .setVmName(vm)
        .setSource("source")
        .setTarget("target")
        .setWave(wave)
        .build();
  }

  private Instant now() {
    return stage.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
