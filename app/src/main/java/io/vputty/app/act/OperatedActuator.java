package io.vputty.app.act;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.MoveDriver;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** An actuator as its operators see it: over HTTP it tells metrics and health like a collector. */
public final class OperatedActuator implements Collector {

  /** A driver's call that takes longer holds all moves up. */
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(60);

  private final Counters counters = new Counters();
  private final Actuator actuator;
  private final Clock clock;

  private OperatedActuator(Actuator actuator, Clock clock) {
    this.actuator = actuator;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @param http address and port, or "off"
   * @throws IOException if the port cannot be had
   */
  public static CollectorProcess<OperatedActuator> start(
      String http, ActuatorSettings settings, MoveDriver driver, Clock clock) throws IOException {
    return CollectorProcess.<OperatedActuator, RuntimeException>start(
        http,
        ActMetrics.CATALOG,
        () -> {
          Actuator actuator = new Actuator(settings, driver, clock);
          actuator.start();
          return new OperatedActuator(actuator, clock);
        },
        (operated, metrics) -> {
          ActMetrics.publish(operated.actuator.counts(), metrics, clock);
          return Map.of();
        });
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<String> deliveryProblem() {
    if (failure().isPresent()) {
      return failure();
    }
    if (!actuator.counts().caughtUp()) {
      return Optional.of("still reads what the topics hold");
    }
    Duration age = Duration.between(actuator.counts().present().at(), clock.instant());
    return age.compareTo(LONGEST_ROUND) > 0
        ? Optional.of("last looked at its moves %d s ago".formatted(age.toSeconds()))
        : Optional.empty();
  }

  /** Why it stopped, if nobody asked it to. */
  public Optional<String> failure() {
    if (!actuator.ended().isCompletedExceptionally()) {
      return Optional.empty();
    }
    try {
      actuator.ended().join();
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.of("the actuator stopped: " + e.getCause());
    }
  }

  @Override
  public void close() {
    actuator.close();
  }
}
