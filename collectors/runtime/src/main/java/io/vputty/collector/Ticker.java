package io.vputty.collector;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again on a thread of its own, with a pause in between. A run that throws is
 * logged and counted as "ticks.failed", and the next one comes all the same.
 */
public final class Ticker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread;
  private final Runnable task;
  private final Counters counters;

  /** Starts at once. */
  public Ticker(String name, Duration pause, Runnable task, Counters counters) {
    this.task = task;
    this.counters = counters;
    thread = Executors.newSingleThreadScheduledExecutor(run -> new Thread(run, name));
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::tick, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      task.run();
    } catch (RuntimeException e) {
      counters.increment("ticks.failed");
      LOG.error("tick failed", e);
    }
  }

  /** Lets a running task end, and starts no more; waits for at most 30 seconds. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
