package io.vputty.collector.sflow;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.vputty.collector.Addresses;
import io.vputty.collector.Counters;
import io.vputty.collector.sflow.pcap.DatagramTap;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives datagrams on one UDP port. On Linux each worker has a socket of its own, among which the
 * kernel spreads senders (SO_REUSEPORT), and takes up to {@value #DATAGRAMS_A_CALL} datagrams a
 * system call (recvmmsg); elsewhere there is one worker, and one call a datagram.
 */
final class UdpReceiver implements AutoCloseable {

  static final int DATAGRAMS_A_CALL = 64;

  private static final Logger LOG = LoggerFactory.getLogger(UdpReceiver.class);

  private final EventLoopGroup threads;
  private final List<Channel> sockets = new ArrayList<>();
  private volatile DatagramTap tap = DatagramTap.NONE;

  private UdpReceiver(EventLoopGroup threads) {
    this.threads = threads;
  }

  /** Binds the sockets and begins to receive. */
  static UdpReceiver start(SflowConfig config, FlowIntake intake, Clock clock, Counters counters)
      throws IOException {
    DefaultThreadFactory named = new DefaultThreadFactory("sflow-receive");
    boolean epoll = Epoll.isAvailable();
    int workers = epoll ? config.workers() : 1;
    UdpReceiver receiver =
        new UdpReceiver(
            new MultiThreadIoEventLoopGroup(
                workers, named, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()));
    try {
      if (workers > 1) {
        refuseSharedPort(config);
      }
      Bootstrap bootstrap = bootstrap(config, epoll).group(receiver.threads);
      int port = config.port();
      for (int worker = 0; worker < workers; worker++) {
        bootstrap.handler(
            receiver.new Lane(intake.lane(), clock, counters, config.largestDatagram()));
        receiver.sockets.add(bind(bootstrap, new InetSocketAddress(config.bind(), port)));
        port = receiver.boundPort();
      }
    } catch (IOException e) {
      receiver.close();
      throw e;
    }
    receiver.checkBuffer((int) config.receiveBufferBytes());
    return receiver;
  }

  private static Bootstrap bootstrap(SflowConfig config, boolean epoll) {
    int largest = config.largestDatagram();
    Bootstrap bootstrap =
        new Bootstrap()
            .option(ChannelOption.SO_RCVBUF, (int) config.receiveBufferBytes())
            .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
    if (!epoll) {
      return bootstrap
          .channel(NioDatagramChannel.class)
          .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(largest));
    }
    return bootstrap
        .channel(EpollDatagramChannel.class)
        .option(EpollChannelOption.SO_REUSEPORT, config.workers() > 1)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, largest)
        .option(
            ChannelOption.RECVBUF_ALLOCATOR,
            new FixedRecvByteBufAllocator(DATAGRAMS_A_CALL * largest));
  }

  /** Sockets that share a port would share it with another collector's too, half the data each. */
  private static void refuseSharedPort(SflowConfig config) throws IOException {
    InetSocketAddress address = new InetSocketAddress(config.bind(), config.port());
    try (DatagramChannel probe = DatagramChannel.open()) {
      probe.bind(address);
    } catch (IOException e) {
      throw taken(address, e);
    }
  }

  private static IOException taken(InetSocketAddress address, Throwable cause) {
    return new IOException(
        "cannot receive at %s:%d: %s"
            .formatted(address.getHostString(), address.getPort(), cause.getMessage()),
        cause);
  }

  private static Channel bind(Bootstrap bootstrap, InetSocketAddress address) throws IOException {
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw taken(address, bound.cause());
    }
    return bound.channel();
  }

  /** Receive buffer that the kernel granted each socket, bytes; what it needs itself included. */
  long receiveBufferBytes() {
    Integer granted = sockets.get(0).config().getOption(ChannelOption.SO_RCVBUF);
    return granted == null ? 0 : granted;
  }

  private void checkBuffer(int wanted) {
    long granted = receiveBufferBytes();
    if (granted < wanted) {
      LOG.warn(
          "the kernel grants {} of {} bytes of receive buffer; raise net.core.rmem_max",
          granted,
          wanted);
    }
  }

  /** The port that the sockets have. */
  int boundPort() {
    return ((InetSocketAddress) sockets.get(0).localAddress()).getPort();
  }

  /** From now on each datagram is shown to a tap too. */
  void tap(DatagramTap tap) {
    this.tap = tap;
  }

  /** Whether all sockets are open and their threads run. */
  boolean isReceiving() {
    return !threads.isShuttingDown() && sockets.stream().allMatch(Channel::isActive);
  }

  /** Stops receiving and waits for the datagrams in hand. */
  @Override
  public void close() {
    sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** One socket's datagrams, on its thread. */
  private final class Lane extends SimpleChannelInboundHandler<DatagramPacket> {

    private final FlowIntake.Lane intake;
    private final Clock clock;
    private final Counters counters;
    private final byte[] bytes;

    Lane(FlowIntake.Lane intake, Clock clock, Counters counters, int largest) {
      this.intake = intake;
      this.clock = clock;
      this.counters = counters;
      bytes = new byte[largest];
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
      int length = packet.content().readableBytes();
      packet.content().readBytes(bytes, 0, length);
      long timeMs = clock.millis();
      tap.took(bytes, 0, length, packet.sender(), timeMs);
      intake.accept(bytes, 0, length, () -> text(packet.sender()), timeMs);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      counters.increment("receive.failed");
      LOG.warn("receive failed", failure);
    }

    private String text(InetSocketAddress sender) {
      String address = Addresses.text(sender.getAddress().getAddress());
      return (address.contains(":") ? "[" + address + "]" : address) + ":" + sender.getPort();
    }
  }
}
