package io.vputty.collector.inventory.source;

import io.vputty.collector.Counters;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a source again and again on a thread of its own, so that one that hangs holds up no other:
 * when it says that something has changed, and from time to time. "reads.answered" and
 * "reads.failed" count.
 */
public final class SourceReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

  private static final Duration RETRY = Duration.ofSeconds(5);
  // Changes come in bursts: a migration is half a dozen events.
  private static final Duration SETTLING = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final InventorySource source;
  private final Duration refresh;
  private final Clock clock;
  private final Counters counters;
  private final Semaphore changes = new Semaphore(0);
  private final Thread thread;
  private volatile Reading latest;
  private volatile boolean closed;

  /**
   * Starts at once.
   *
   * @param refresh how long after a reading the next one is made if nothing changes
   */
  public SourceReader(InventorySource source, Duration refresh, Clock clock, Counters counters) {
    this.source = source;
    this.refresh = refresh;
    this.clock = clock;
    this.counters = counters;
    latest = Reading.begun(source.kind(), source.name(), clock.instant());
    source.onChange(changes::release);
    thread = new Thread(this::run, source.name());
    // A native call that hangs cannot be interrupted, and must not keep the process.
    thread.setDaemon(true);
    thread.start();
  }

  /** What is known at present; never waits. */
  public Reading latest() {
    return latest;
  }

  private void run() {
    try {
      while (!closed) {
        changes.drainPermits();
        boolean answered = read();
        Duration pause = answered || refresh.compareTo(RETRY) < 0 ? refresh : RETRY;
        if (changes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          TimeUnit.MILLISECONDS.sleep(SETTLING.toMillis());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private boolean read() throws InterruptedException {
    Instant asked = clock.instant();
    try {
      answered(source.read(), asked);
      return true;
    } catch (SourceException e) {
      failed(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      if (!latest.failure().equals(Optional.of(e.toString()))) {
        LOG.error("{}: reading it failed", source.name(), e);
      }
      failed(e.toString());
    }
    return false;
  }

  private void answered(Snapshot snapshot, Instant asked) {
    counters.increment("reads.answered." + source.kind());
    if (latest.failure().isPresent() || latest.answered().isEmpty()) {
      LOG.info("{}: answers, with {} entities", source.name(), snapshot.records().size());
    }
    latest = latest.said(snapshot, asked);
  }

  private void failed(String why) {
    if (closed) {
      return;
    }
    counters.increment("reads.failed." + source.kind());
    if (latest.failure().isEmpty()) {
      LOG.warn("{}: does not answer; what it said last stays in force: {}", source.name(), why);
    }
    latest = latest.failed(why);
  }

  /** Reads no more; a call that hangs is left alone. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    source.close();
  }
}
