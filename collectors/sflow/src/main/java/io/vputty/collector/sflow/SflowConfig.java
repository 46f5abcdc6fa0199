package io.vputty.collector.sflow;

import io.vputty.collector.Counters;
import io.vputty.collector.http.HttpAddress;
import io.vputty.collector.sflow.agents.AddressBlock;
import io.vputty.collector.sflow.agents.Admission;
import io.vputty.collector.sflow.hosts.Hosts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an sFlow collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param collector name of this collector, stable over restarts and unlike any other's
 * @param bind address that datagrams are received at
 * @param port UDP port; 0 takes any free one
 * @param workers sockets on the port, each with a thread; senders are spread over them
 * @param receiveBufferBytes each socket's buffer, as far as the kernel grants it
 * @param largestDatagramBytes what a datagram has beyond this is cut off
 * @param kafkaBufferBytes memory for records that Kafka has not taken yet
 * @param backlogBytes memory for sums not yet sent; from half of it on, datagrams are shed
 * @param allowedAgents addresses and blocks such as 10.1.0.0/16 of the agents that are expected;
 *     with none, all are
 * @param refuseOthers whether other agents are refused, and not only told apart
 * @param agentDatagramsPerSecond what one agent sends beyond this is shed at random
 * @param inventoryDomain placement domain of the hosts and virtual machines that agents on hosts
 *     tell of; empty if another source says what there is
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record SflowConfig(
    String bootstrap,
    String collector,
    String bind,
    int port,
    int workers,
    long receiveBufferBytes,
    long largestDatagramBytes,
    long kafkaBufferBytes,
    long backlogBytes,
    List<String> allowedAgents,
    boolean refuseOthers,
    int agentDatagramsPerSecond,
    String inventoryDomain,
    Map<String, String> kafka,
    String http) {

  /** A collector on this machine alone. */
  public static final SflowConfig DEFAULTS =
      new SflowConfig(
          "localhost:9092",
          "main",
          "127.0.0.1",
          6343,
          1,
          4L << 20,
          9216,
          64L << 20,
          256L << 20,
          List.of(),
          true,
          20_000,
          "",
          Map.of(),
          "127.0.0.1:9643");

  private static final int LARGEST_PORT = 65_535;
  private static final int MOST_WORKERS = 64;
  private static final long LARGEST_RECEIVE_BUFFER = 1L << 30;
  private static final long LEAST_DATAGRAM = 512;
  private static final long LARGEST_DATAGRAM = 65_536;
  private static final long LEAST_BACKLOG = 1L << 20;

  public SflowConfig {
    if (collector.isBlank()) {
      throw new IllegalArgumentException("collector must have a name");
    }
    require("port", port, 0, LARGEST_PORT);
    require("workers", workers, 1, MOST_WORKERS);
    require("receive-buffer-bytes", receiveBufferBytes, 1, LARGEST_RECEIVE_BUFFER);
    require("largest-datagram-bytes", largestDatagramBytes, LEAST_DATAGRAM, LARGEST_DATAGRAM);
    require("backlog-bytes", backlogBytes, LEAST_BACKLOG, Long.MAX_VALUE);
    require("agent-datagrams-per-second", agentDatagramsPerSecond, 1, Integer.MAX_VALUE);
    allowedAgents = List.copyOf(allowedAgents);
    allowedAgents.forEach(AddressBlock::parse);
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  private static void require(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s (%d) must be %d to %d".formatted(key, value, least, most));
    }
  }

  /** The same with other places, as an embedding program chooses them. */
  public SflowConfig at(String bootstrap, String bind, int port) {
    return new SflowConfig(
        bootstrap,
        collector,
        bind,
        port,
        workers,
        receiveBufferBytes,
        largestDatagramBytes,
        kafkaBufferBytes,
        backlogBytes,
        allowedAgents,
        refuseOthers,
        agentDatagramsPerSecond,
        inventoryDomain,
        kafka,
        http);
  }

  /** The way in for datagrams. */
  FlowIntake intake(Counters counters) {
    Hosts hosts = new Hosts(writer(), inventoryDomain, counters);
    return new FlowIntake(writer(), admission(), backlogBytes, hosts, counters);
  }

  int largestDatagram() {
    return (int) largestDatagramBytes;
  }

  /** Who is listened to. */
  private Admission admission() {
    return new Admission(
        allowedAgents.stream().map(AddressBlock::parse).toList(),
        refuseOthers,
        agentDatagramsPerSecond);
  }

  /**
   * Settings of the Kafka client. It waits for Kafka as long as it takes, so that the backlog is
   * the one place where anything is shed.
   */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("delivery.timeout.ms", Integer.MAX_VALUE);
    settings.put("max.block.ms", (long) Integer.MAX_VALUE);
    settings.putAll(kafka);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("buffer.memory", kafkaBufferBytes);
    return settings;
  }

  /** Name in marks. */
  String writer() {
    return "sflow/" + collector;
  }
}
