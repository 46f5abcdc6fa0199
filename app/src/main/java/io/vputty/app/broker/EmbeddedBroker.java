package io.vputty.app.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, combined broker and controller) in this process, on one directory.
 *
 * <p>The directory is formatted on first use. A later start on it, on the same or other ports,
 * finds all records again, whether the last process closed the broker or was killed: the quorum of
 * this single node is a static voter of the configuration, which names the present port, and the
 * log itself names only the node's id. One process at a time may use a directory; Kafka locks it.
 *
 * <p>Listens on loopback only and without authentication.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String FORMATTED_MARKER = "meta.properties";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on free ports. */
  public static EmbeddedBroker start(Path directory) throws IOException {
    return start(directory, freePort());
  }

  /**
   * Starts with the broker listening on the given port, and returns once it takes requests.
   *
   * @throws IOException if the directory cannot be written or formatted
   */
  public static EmbeddedBroker start(Path directory, int port) throws IOException {
    return start(directory, port, BrokerProperties.of(logs(directory), port, freePort()));
  }

  /**
   * Starts with other settings.
   *
   * @param formatting further arguments of Kafka's storage tool, such as first users
   */
  static EmbeddedBroker start(Path directory, int port, Properties properties, String... formatting)
      throws IOException {
    Files.createDirectories(directory);
    if (!Files.exists(logs(directory).resolve(FORMATTED_MARKER))) {
      format(directory, properties, formatting);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, port);
  }

  static Path logs(Path directory) {
    return directory.toAbsolutePath().resolve("log");
  }

  /** What clients put into {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** Stops cleanly: logs flushed, ports and directory released. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path directory, Properties properties, String... formatting)
      throws IOException {
    Path file = directory.resolve("format.properties");
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      properties.store(writer, "used once, to format the log directory");
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(List.of("format"));
    arguments.addAll(List.of("--cluster-id", Uuid.randomUuid().toString()));
    arguments.addAll(List.of("--config", file.toString()));
    arguments.addAll(List.of(formatting));
    int status =
        StorageTool.execute(
            arguments.toArray(String[]::new),
            new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IOException(
          "cannot format " + directory + ": " + output.toString(StandardCharsets.UTF_8).strip());
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }
}
