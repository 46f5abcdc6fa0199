package io.vputty.collector.sflow;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.Ticker;
import io.vputty.collector.sflow.agents.AgentReport;
import io.vputty.collector.sflow.pcap.DatagramTap;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running sFlow collector: receives on a UDP socket, and publishes each second when it is over,
 * with a mark behind it.
 *
 * <p>It has threads that receive and never wait for Kafka, and one that publishes.
 */
public final class SflowCollector implements Collector {

  private static final Duration PAUSE = Duration.ofMillis(50);

  /** How long a stopped collector waits for Kafka. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FlowIntake intake;
  private final FlowPublisher publisher;
  private final Outbox outbox;
  private final UdpReceiver receiver;
  private final Ticker ticker;
  private final Counters counters;

  private SflowCollector(
      SflowConfig config, Outbox outbox, long epoch, Clock clock, Counters counters)
      throws IOException {
    this.outbox = outbox;
    this.counters = counters;
    intake = config.intake(counters);
    publisher = new FlowPublisher(intake, outbox, config.collector(), epoch);
    receiver = UdpReceiver.start(config, intake, clock, counters);
    ticker =
        new Ticker("sflow-publish", PAUSE, () -> publisher.publishUntil(clock.millis()), counters);
  }

  /**
   * Starts one that writes to Kafka.
   *
   * @throws IOException if the socket cannot be bound
   */
  public static SflowCollector start(SflowConfig config, Clock clock) throws IOException {
    Counters counters = new Counters();
    long epoch = clock.millis();
    return start(
        config,
        new KafkaOutbox(config.kafkaSettings(), config.writer(), epoch, counters),
        epoch,
        clock,
        counters);
  }

  /** Starts one that writes elsewhere; the outbox is closed with it. */
  static SflowCollector start(
      SflowConfig config, Outbox outbox, long epoch, Clock clock, Counters counters)
      throws IOException {
    try {
      return new SflowCollector(config, outbox, epoch, clock, counters);
    } catch (IOException e) {
      outbox.close();
      throw e;
    }
  }

  /** The UDP port it receives at. */
  public int boundPort() {
    return receiver.boundPort();
  }

  /** From now on each datagram that is received is shown to a tap too. */
  public void tap(DatagramTap tap) {
    receiver.tap(tap);
  }

  /** Why nothing is received at present, in one line; empty as long as it is. */
  public Optional<String> receiveProblem() {
    return receiver.isReceiving() ? Optional.empty() : Optional.of("not receiving");
  }

  @Override
  public Optional<String> deliveryProblem() {
    return outbox.problem();
  }

  /** What is known of each agent. */
  public List<AgentReport> agents() {
    return intake.agents();
  }

  /** Memory for what Kafka has not taken, bytes. */
  public long backlogBytes() {
    return intake.backlogBytes();
  }

  /** Receive buffer that the kernel granted each socket, bytes. */
  public long receiveBufferBytes() {
    return receiver.receiveBufferBytes();
  }

  /**
   * Datagrams that the kernel dropped because they were not taken in time; 0 where it is silent.
   */
  public long kernelDrops() {
    return new SocketDrops(boundPort()).read().orElse(0);
  }

  @Override
  public Counters counters() {
    return counters;
  }

  /** How often each sFlow structure was met, by name. */
  public Map<String, Long> structures() {
    return intake.structures();
  }

  /** Stops receiving, sends what is there and flushes, for as long as Kafka may still take it. */
  @Override
  public void close() {
    receiver.close();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            outbox::close,
            CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    ticker.close();
    publisher.publishAll();
    end.cancel(false);
    outbox.close();
  }
}
