package io.vputty.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.ChildJvm;
import io.vputty.app.Vputty;
import io.vputty.app.recorded.ClusterMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code vputty console} in a process of its own. */
final class ConsoleProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** What it tells from topics alone, and not from the time of day. */
  private static final List<String> TOLD = List.of("plans", "drift", "outcomes", "graph");

  private final HttpClient http = HttpClient.newHttpClient();
  private final ClusterMember process;
  private final int port;

  /** Starts it. */
  ConsoleProcess(String bootstrap, Path log) throws IOException {
    port = freePort();
    process =
        new ClusterMember(
            ChildJvm.command(
                "256m",
                Vputty.class,
                "console",
                "--bootstrap",
                bootstrap,
                "--port",
                Integer.toString(port)),
            log);
  }

  ClusterMember process() {
    return process;
  }

  /** Everything that it tells of what the topics hold; empty while it does not answer. */
  List<JsonNode> told() throws InterruptedException {
    List<JsonNode> told = new ArrayList<>();
    try {
      if (!get("health").path("ready").asBoolean()) {
        return List.of();
      }
      for (String path : TOLD) {
        told.add(get(path));
      }
    } catch (IOException e) {
      return List.of();
    }
    return told;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/" + path))
            .timeout(PATIENCE)
            .build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.close();
  }
}
