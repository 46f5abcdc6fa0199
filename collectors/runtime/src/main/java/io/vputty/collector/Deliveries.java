package io.vputty.collector;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is sent to Kafka arrives at present. Every collector marks each second, so that
 * {@value #SILENCE_SECONDS} seconds in which nothing arrives mean that Kafka takes nothing, whether
 * it refuses or only lets wait. Thread-safe.
 */
final class Deliveries {

  static final int SILENCE_SECONDS = 15;

  private final LongSupplier nanos;
  private volatile State newest;

  private record State(boolean any, long arrivedNanos, @Nullable String failure) {}

  /**
   * @param nanos a clock that never goes back, {@link System#nanoTime}
   */
  Deliveries(LongSupplier nanos) {
    this.nanos = nanos;
    newest = new State(false, nanos.getAsLong(), null);
  }

  /** Something has arrived. */
  void arrived() {
    newest = new State(true, nanos.getAsLong(), null);
  }

  /** Something will never arrive. */
  void failed(String reason) {
    State before = newest;
    newest = new State(before.any(), before.arrivedNanos(), reason);
  }

  /** What is wrong at present; empty if what was sent last arrived, not long ago. */
  Optional<String> problem() {
    State state = newest;
    String failure = state.failure();
    if (failure != null) {
      return Optional.of("not delivered: " + failure);
    }
    Duration silence = Duration.ofNanos(nanos.getAsLong() - state.arrivedNanos());
    if (!state.any()) {
      return Optional.of("nothing has arrived yet, %d s".formatted(silence.toSeconds()));
    }
    return silence.toSeconds() < SILENCE_SECONDS
        ? Optional.empty()
        : Optional.of("nothing has arrived for %d s".formatted(silence.toSeconds()));
  }
}
