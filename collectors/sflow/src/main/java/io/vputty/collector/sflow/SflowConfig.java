package io.vputty.collector.sflow;

import io.vputty.collector.http.HttpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an sFlow collector runs.
 *
 * @param bootstrap Kafka's addresses
 * @param collector name of this collector, stable over restarts and unlike any other's
 * @param bind address that datagrams are received at
 * @param port UDP port; 0 takes any free one
 * @param receiveBufferBytes the socket's buffer, as far as the kernel grants it
 * @param kafkaBufferBytes memory for records that Kafka has not taken yet
 * @param kafka further settings of the Kafka client
 * @param http address and port of metrics and health, or "off"
 */
public record SflowConfig(
    String bootstrap,
    String collector,
    String bind,
    int port,
    long receiveBufferBytes,
    long kafkaBufferBytes,
    Map<String, String> kafka,
    String http) {

  /** A collector on this machine alone. */
  public static final SflowConfig DEFAULTS =
      new SflowConfig(
          "localhost:9092",
          "main",
          "127.0.0.1",
          6343,
          4L << 20,
          64L << 20,
          Map.of(),
          "127.0.0.1:9643");

  private static final int LARGEST_PORT = 65_535;
  private static final long LARGEST_RECEIVE_BUFFER = 1L << 30;

  public SflowConfig {
    if (collector.isBlank()) {
      throw new IllegalArgumentException("collector must have a name");
    }
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException("port (%d) must be 0 to %d".formatted(port, LARGEST_PORT));
    }
    if (receiveBufferBytes < 1 || receiveBufferBytes > LARGEST_RECEIVE_BUFFER) {
      throw new IllegalArgumentException(
          "receive-buffer-bytes (%d) must be 1 to %d"
              .formatted(receiveBufferBytes, LARGEST_RECEIVE_BUFFER));
    }
    kafka = Map.copyOf(kafka);
    Optional<HttpAddress> unused = HttpAddress.parse(http);
  }

  /** The same with other places, as an embedding program chooses them. */
  public SflowConfig at(String bootstrap, String bind, int port) {
    return new SflowConfig(
        bootstrap, collector, bind, port, receiveBufferBytes, kafkaBufferBytes, kafka, http);
  }

  /** Settings of the Kafka client. */
  Map<String, Object> kafkaSettings() {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("bootstrap.servers", bootstrap);
    settings.put("buffer.memory", kafkaBufferBytes);
    return settings;
  }

  /** Name in marks. */
  String writer() {
    return "sflow/" + collector;
  }
}
