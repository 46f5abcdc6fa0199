package io.vputty.collector.sflow;

import io.vputty.collector.Addresses;
import io.vputty.collector.Counters;
import io.vputty.collector.sflow.pcap.DatagramTap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives datagrams on one UDP socket, on a thread of its own. */
final class UdpReceiver implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);
  private static final int LARGEST_DATAGRAM = 65_536;

  private final DatagramChannel channel;
  private final FlowIntake intake;
  private final Clock clock;
  private final Counters counters;
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
  private volatile DatagramTap tap = DatagramTap.NONE;
  private final Thread thread = new Thread(this::run, "sflow-receive");

  private UdpReceiver(DatagramChannel channel, FlowIntake intake, Clock clock, Counters counters) {
    this.channel = channel;
    this.intake = intake;
    this.clock = clock;
    this.counters = counters;
  }

  /** Binds the socket; nothing is read before {@link #start()}. */
  static UdpReceiver bind(SflowConfig config, FlowIntake intake, Clock clock, Counters counters)
      throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      int wanted = (int) config.receiveBufferBytes();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, wanted);
      int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
      if (granted < wanted) {
        LOG.warn(
            "the kernel grants {} of {} bytes of receive buffer; raise net.core.rmem_max",
            granted,
            wanted);
      }
      channel.bind(new InetSocketAddress(config.bind(), config.port()));
    } catch (IOException e) {
      channel.close();
      throw new IOException(
          "cannot receive at %s:%d: %s".formatted(config.bind(), config.port(), e.getMessage()), e);
    }
    return new UdpReceiver(channel, intake, clock, counters);
  }

  void start() {
    thread.start();
  }

  /** The port that the socket has. */
  int boundPort() {
    return channel.socket().getLocalPort();
  }

  /** From now on each datagram is shown to a tap too. */
  void tap(DatagramTap tap) {
    this.tap = tap;
  }

  /** Whether the socket is open and its thread runs. */
  boolean isReceiving() {
    return channel.isOpen() && thread.isAlive();
  }

  /** Stops receiving and waits for the datagram in hand. */
  @Override
  public void close() {
    try {
      channel.close();
      thread.join();
    } catch (IOException e) {
      LOG.warn("the socket did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (channel.isOpen()) {
      try {
        receive();
      } catch (ClosedChannelException e) {
        LOG.debug("receiver closed");
      } catch (IOException | RuntimeException e) {
        counters.increment("receive.failed");
        LOG.warn("receive failed", e);
      }
    }
  }

  private void receive() throws IOException {
    buffer.clear();
    SocketAddress source = channel.receive(buffer);
    int length = buffer.position();
    long timeMs = clock.millis();
    if (source instanceof InetSocketAddress sender) {
      tap.took(buffer.array(), 0, length, sender, timeMs);
    }
    intake.accept(buffer.array(), 0, length, () -> text(source), timeMs);
  }

  private static String text(SocketAddress source) {
    if (source instanceof InetSocketAddress internet) {
      String address = Addresses.text(internet.getAddress().getAddress());
      return (address.contains(":") ? "[" + address + "]" : address) + ":" + internet.getPort();
    }
    return source.toString();
  }
}
