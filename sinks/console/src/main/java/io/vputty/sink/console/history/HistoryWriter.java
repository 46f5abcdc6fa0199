package io.vputty.sink.console.history;

import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Verdict;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the history what has been read, behind whoever reads: a database that does not answer
 * stops no page. It is tried again; what finds no room meanwhile is left out until the console
 * starts again and reads the topics anew. What the database refuses for good is counted and logged.
 */
public final class HistoryWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryWriter.class);
  private static final int MOST_WAITING = 50_000;
  private static final int BATCH = 500;
  private static final long RETRY_MILLIS = 2000;
  private static final Duration TRIM_EVERY = Duration.ofHours(1);

  private final History history;
  private final Clock clock;
  private final BlockingQueue<TopicRecord> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private Instant trimmed = Instant.EPOCH;
  private volatile boolean stopped;
  private volatile String failure = "";
  private final AtomicLong leftOut = new AtomicLong();

  public HistoryWriter(History history, Clock clock) {
    this.history = history;
    this.clock = clock;
    this.thread = new Thread(this::run, "console-history");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes what was read, for later. */
  public void add(List<TopicRecord> records) {
    for (TopicRecord record : records) {
      if (isKept(record) && !waiting.offer(record)) {
        leftOut.incrementAndGet();
      }
    }
  }

  private static boolean isKept(TopicRecord record) {
    return record instanceof TopicRecord.Decoded decoded
        && (decoded.value() instanceof Plan
            || decoded.value() instanceof DriftEvent
            || decoded.value() instanceof MoveOutcome
            || decoded.value() instanceof Verdict
            || decoded.value() instanceof Decision);
  }

  /** Why the database takes nothing; empty while it does. */
  public String failure() {
    return failure;
  }

  /** Records that are not in the history until the next start. */
  public long leftOut() {
    return leftOut.get();
  }

  /** Whether nothing waits to be written. */
  public boolean idle() {
    return waiting.isEmpty() && failure.isEmpty();
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    List<TopicRecord> batch = new ArrayList<>();
    try {
      while (!stopped) {
        if (batch.isEmpty()) {
          fill(batch);
        }
        write(batch);
      }
    } catch (InterruptedException e) {
      LOG.debug("woken up to stop");
    }
  }

  private void fill(List<TopicRecord> batch) throws InterruptedException {
    TopicRecord first = waiting.poll(1, TimeUnit.SECONDS);
    if (first != null) {
      batch.add(first);
      waiting.drainTo(batch, BATCH - 1);
    }
  }

  private void write(List<TopicRecord> batch) throws InterruptedException {
    try {
      history.keep(batch);
      batch.clear();
      failure = "";
      trim();
    } catch (SQLException e) {
      if (isOfRecords(e)) {
        writeEach(batch);
      } else {
        later(e);
      }
    }
  }

  /** Whether it is the records that the database does not take (SQL: data, constraints). */
  private static boolean isOfRecords(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("22") || state.startsWith("23");
  }

  private void writeEach(List<TopicRecord> batch) throws InterruptedException {
    while (!batch.isEmpty() && !stopped) {
      try {
        history.keep(batch.subList(0, 1));
        batch.remove(0);
      } catch (SQLException e) {
        if (!isOfRecords(e)) {
          later(e);
          return;
        }
        LOG.warn("history does not take {}: {}", batch.remove(0).position(), e.getMessage());
        leftOut.incrementAndGet();
      }
    }
  }

  private void later(SQLException e) throws InterruptedException {
    if (failure.isEmpty()) {
      LOG.warn("history cannot be written, and is tried again: {}", e.getMessage());
    }
    failure = "history: " + e.getMessage();
    Thread.sleep(RETRY_MILLIS);
  }

  private void trim() throws SQLException {
    Instant now = clock.instant();
    if (trimmed.plus(TRIM_EVERY).isBefore(now)) {
      trimmed = now;
      int gone = history.trim(now);
      LOG.debug("{} rows of history were too old", gone);
    }
  }
}
