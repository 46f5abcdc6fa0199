package io.vputty.bench.collector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends a stream at a steady rate, a little every millisecond. */
final class Sender implements AutoCloseable {

  private static final int SEND_BUFFER_BYTES = 4 << 20;
  private static final long BURST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final double SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SampleStream stream;
  private final DatagramChannel channel;
  private long datagrams;
  private long samples;

  Sender(SampleStream stream, int port) throws IOException {
    this.stream = stream;
    channel = DatagramChannel.open();
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Sends for a time, and returns when it is over.
   *
   * @param rate datagrams per second
   * @return datagrams per second that were really sent
   */
  double send(double rate, int seconds) throws IOException {
    long before = datagrams;
    long start = System.nanoTime();
    long now = start;
    while (now - start < TimeUnit.SECONDS.toNanos(seconds)) {
      long due = before + (long) ((now - start) / SECOND_NANOS * rate);
      while (datagrams < due) {
        sendNext();
      }
      LockSupport.parkNanos(BURST_NANOS);
      now = System.nanoTime();
    }
    return (datagrams - before) / ((now - start) / SECOND_NANOS);
  }

  private void sendNext() throws IOException {
    try {
      channel.write(stream.next());
    } catch (PortUnreachableException e) {
      throw new IOException("the collector has ended", e);
    }
    datagrams++;
    samples += stream.advance();
  }

  /** Datagrams sent. */
  long datagrams() {
    return datagrams;
  }

  /** Flow samples in them. */
  long samples() {
    return samples;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
