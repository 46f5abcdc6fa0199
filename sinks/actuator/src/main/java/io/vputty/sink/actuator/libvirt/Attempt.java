package io.vputty.sink.actuator.libvirt;

import io.vputty.sink.actuator.DriverException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A migration that this process has asked for. libvirt answers when it is over, so that it is
 * awaited in a thread of its own; the daemon goes on with it whether or not anybody waits.
 */
final class Attempt {

  /** What is over when it returns. */
  @FunctionalInterface
  interface Migration {
    void run() throws DriverException;
  }

  private final CompletableFuture<Optional<String>> failure = new CompletableFuture<>();

  static Attempt begin(String move, Migration migration) {
    Attempt attempt = new Attempt();
    Thread thread = new Thread(() -> attempt.run(migration), "libvirt-migrate-" + move);
    thread.setDaemon(true);
    thread.start();
    return attempt;
  }

  private void run(Migration migration) {
    try {
      migration.run();
      failure.complete(Optional.empty());
    } catch (DriverException e) {
      failure.complete(Optional.of(e.reason()));
    } finally {
      // What nobody foresaw must not look as if it went on for ever.
      failure.complete(Optional.of("the migration ended without an answer"));
    }
  }

  boolean goesOn() {
    return !failure.isDone();
  }

  /** Why it failed, if it has. */
  Optional<String> failure() {
    return failure.getNow(Optional.empty());
  }

  /** Waits a little for its end. */
  void await(Duration time) {
    failure
        .copy()
        .completeOnTimeout(Optional.empty(), time.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
