package io.vputty.app.simulator;

import io.vputty.app.simulator.sflow.Datagram;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a data centre by the wall clock and sends what its vSwitches send as UDP to a collector, all
 * from one socket; the agent address inside each datagram tells the hosts apart.
 *
 * <p>Second 0 begins with the next whole second of the clock, so that seconds of the simulation and
 * seconds of event time are the same.
 */
public final class PacedExporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PacedExporter.class);
  private static final int SEND_BUFFER_BYTES = 4 << 20;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final DataCentre dataCentre;
  private final DatagramChannel channel;
  private final Clock clock;
  private final Instant start;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong unsent = new AtomicLong();
  private final Thread thread = new Thread(this::run, "simulator");
  private volatile boolean stopping;

  private PacedExporter(DataCentre dataCentre, DatagramChannel channel, Clock clock) {
    this.dataCentre = dataCentre;
    this.channel = channel;
    this.clock = clock;
    long now = clock.millis();
    this.start = Instant.ofEpochMilli(now + MILLIS_PER_SECOND - now % MILLIS_PER_SECOND);
    thread.setDaemon(true);
  }

  /** Starts to send to a collector. */
  public static PacedExporter start(DataCentre dataCentre, InetSocketAddress collector, Clock clock)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
    channel.connect(collector);
    PacedExporter exporter = new PacedExporter(dataCentre, channel, clock);
    exporter.thread.start();
    return exporter;
  }

  /** When second 0 began, or will begin. */
  public Instant start() {
    return start;
  }

  /** The simulated second at a time; negative before the start. */
  public long secondOf(Instant time) {
    return Math.floorDiv(time.toEpochMilli() - start.toEpochMilli(), MILLIS_PER_SECOND);
  }

  /** Datagrams sent so far. */
  public long sent() {
    return sent.get();
  }

  /** Datagrams that the socket did not take. */
  public long unsent() {
    return unsent.get();
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    channel.close();
  }

  private void run() {
    while (!stopping) {
      long begin = start.toEpochMilli() + dataCentre.second() * MILLIS_PER_SECOND;
      waitUntil(begin);
      for (Datagram datagram : dataCentre.step()) {
        waitUntil(begin + datagram.offsetMillis());
        send(datagram);
      }
    }
  }

  private void send(Datagram datagram) {
    try {
      channel.write(ByteBuffer.wrap(datagram.payload()));
      sent.incrementAndGet();
    } catch (PortUnreachableException e) {
      unsent.incrementAndGet(); // the collector is not listening now
    } catch (IOException e) {
      if (unsent.getAndIncrement() == 0) {
        LOG.warn("a datagram could not be sent: {}", e.toString());
      }
    }
  }

  private void waitUntil(long epochMillis) {
    long left = epochMillis - clock.millis();
    while (left > 0 && !stopping) {
      LockSupport.parkNanos(left * NANOS_PER_MILLI);
      left = epochMillis - clock.millis();
    }
  }
}
