package io.vputty.collector.sflow.pcap;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what is received to a pcap file, on a thread of its own, until the file has its largest
 * size. The file ends with a whole packet and is at most about a second behind, so that it may be
 * read while it grows.
 *
 * <p>Whoever receives never waits: at most {@value #MAX_WAITING} datagrams and {@value
 * #MAX_WAITING_BYTES} bytes wait to be written. Each datagram is counted once: "recording.written",
 * or "recording.dropped.REASON", which is "too-fast", "at-limit", "closed", or "broken" after the
 * file could not be written.
 */
public final class PcapRecorder implements DatagramTap, AutoCloseable {

  static final int MAX_WAITING = 8192;
  static final long MAX_WAITING_BYTES = 32L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(PcapRecorder.class);
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE_MS = 100;
  private static final String TOO_FAST = "too-fast";

  private final Path file;
  private final OutputStream out;
  private final PcapWriter writer;
  private final Counters counters;
  private final LongAdder written;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread = new Thread(this::run, "sflow-record");
  private volatile boolean closing;
  private volatile @Nullable String ended;

  @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
  private record Waiting(byte[] bytes, InetSocketAddress sender, long timeMs) {}

  private PcapRecorder(Path file, OutputStream out, PcapWriter writer, Counters counters) {
    this.file = file;
    this.out = out;
    this.writer = writer;
    this.counters = counters;
    written = counters.counter("recording.written");
  }

  /**
   * Begins a recording.
   *
   * @param file does not exist yet
   * @param maxBytes its largest size
   * @param receiver address and port at which is received
   * @throws IOException if the file exists or cannot be written
   */
  public static PcapRecorder start(
      Path file, long maxBytes, InetSocketAddress receiver, Counters counters) throws IOException {
    if (maxBytes < PcapWriter.HEADER_BYTES) {
      throw new IOException("%s: %d bytes are too few".formatted(file, maxBytes));
    }
    try {
      OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      PcapRecorder recorder =
          new PcapRecorder(file, out, new PcapWriter(out, receiver, maxBytes), counters);
      recorder.thread.start();
      return recorder;
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is there already; record to another file", e);
    } catch (IOException e) {
      throw new IOException("cannot record: " + e, e);
    }
  }

  @Override
  public void took(byte[] bytes, int offset, int length, InetSocketAddress sender, long timeMs) {
    String reason = ended;
    if (reason != null) {
      dropped(reason);
    } else if (waitingBytes.addAndGet(length) > MAX_WAITING_BYTES) {
      waitingBytes.addAndGet(-length);
      dropped(TOO_FAST);
    } else {
      byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
      offer(new Waiting(copy, sender, timeMs));
    }
  }

  private void offer(Waiting datagram) {
    boolean waits = queue.offer(datagram);
    String reason = waits ? ended : TOO_FAST;
    if (reason != null && (!waits || queue.remove(datagram))) {
      waitingBytes.addAndGet(-datagram.bytes().length);
      dropped(reason);
    }
  }

  private void dropped(String reason) {
    counters.increment("recording.dropped." + reason);
  }

  private void run() {
    String reason = "broken";
    try (out) {
      reason = record() ? "at-limit" : "closed";
      writer.flush();
      LOG.info("{}: recorded {} bytes, ended: {}", file, writer.bytes(), reason);
    } catch (IOException e) {
      reason = "broken";
      LOG.error("{}: the recording ends, receiving goes on: {}", file, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end(reason);
    }
  }

  /** Returns whether the file is full. */
  private boolean record() throws IOException, InterruptedException {
    long flushed = System.nanoTime();
    while (true) {
      Waiting next = queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
      if (next == null && closing) {
        return false;
      }
      if (next != null && !write(next)) {
        return true;
      }
      if (System.nanoTime() - flushed >= FLUSH_NANOS) {
        writer.flush();
        flushed = System.nanoTime();
      }
    }
  }

  private boolean write(Waiting next) throws IOException {
    waitingBytes.addAndGet(-next.bytes().length);
    try {
      boolean fits = writer.write(next.bytes(), next.sender(), next.timeMs());
      if (fits) {
        written.increment();
      } else {
        dropped("at-limit");
      }
      return fits;
    } catch (IOException e) {
      dropped("broken");
      throw e;
    }
  }

  private void end(String reason) {
    ended = reason;
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      waitingBytes.addAndGet(-next.bytes().length);
      dropped(reason);
    }
  }

  /** Writes what waits and ends the file. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
