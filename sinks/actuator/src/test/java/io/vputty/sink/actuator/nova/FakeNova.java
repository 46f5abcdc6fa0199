package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.conformance.FakeHttp;
import io.vputty.sink.actuator.conformance.FakeHttp.Answer;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.driver.Drivers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Keystone and Nova over a fleet: answers in the form of those recorded in the API reference, with
 * the fleet's values in them. Compute services are called "compute-" and the host.
 */
final class FakeNova implements FakePlatform {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SERVERS = "/compute/v2.1/servers/";

  private final Fleet fleet;
  private final FakeHttp http;
  private final Map<String, String> settings = new HashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String token = "token-1";
  private volatile String createdAt = "2026-01-29T13:42:02.000000";

  FakeNova(Fleet fleet, Path directory) throws IOException {
    this.fleet = fleet;
    http = new FakeHttp(fleet, this::answer);
    Path password = Files.writeString(directory.resolve("password"), "open sesame\n");
    settings.put("auth-url", http.address() + "/identity/v3");
    settings.put("user", "mover");
    settings.put("password-file", password.toString());
    settings.put("timeout", "1");
    settings.put("poll", "0");
    settings.put("migration-timeout", "1000000000");
  }

  /** Drivers to come have one more setting. */
  void set(String key, String value) {
    settings.put(key, value);
  }

  /** Tokens that it gave before hold no longer. */
  void revokeTokens() {
    token = "token-2";
  }

  /** What was asked of it that changes something, with bodies. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public MoveDriver driver() throws Exception {
    return Drivers.open("nova", settings, Clock.systemUTC());
  }

  private Answer answer(HttpExchange request, String body) throws IOException {
    String path = request.getRequestURI().getPath();
    if (path.equals("/identity/v3/auth/tokens")) {
      return login(request, body);
    }
    if (!token.equals(request.getRequestHeaders().getFirst("X-Auth-Token"))) {
      return new Answer(401, "{}");
    }
    if (!request.getRequestMethod().equals("GET")) {
      asked.add(request.getRequestMethod() + " " + path + " " + body);
    }
    if (path.equals("/compute/v2.1/os-hypervisors/detail")) {
      return new Answer(200, hypervisors());
    }
    if (path.equals("/compute/v2.1/os-migrations")) {
      String query = String.valueOf(request.getRequestURI().getQuery());
      String server = query.substring(query.indexOf("instance_uuid=") + 14);
      return new Answer(200, migrations(fleet.migrations(server)));
    }
    return server(request.getRequestMethod(), path.substring(SERVERS.length()).split("/"), body);
  }

  private Answer login(HttpExchange request, String body) throws IOException {
    JsonNode auth = JSON.readTree(body).path("auth");
    JsonNode user = auth.at("/identity/password/user");
    if (!user.path("password").asText().equals("open sesame")) {
      return new Answer(401, "{}");
    }
    request.getResponseHeaders().add("X-Subject-Token", token);
    return new Answer(201, recorded("token.json").replace("CLOUD", http.address()));
  }

  private Answer server(String method, String[] path, String body) throws IOException {
    String id = path[0];
    Optional<String> host = fleet.hostOf(id);
    if (host.isEmpty()) {
      return new Answer(404, "{\"itemNotFound\": {\"code\": 404}}");
    }
    if (path.length == 1) {
      return new Answer(200, describe(id, host.get()));
    }
    if (path[1].equals("action")) {
      return migrate(id, JSON.readTree(body).path("os-migrateLive"));
    }
    if (path.length == 2) {
      return new Answer(200, migrations(fleet.running(id).stream().toList()));
    }
    if (path.length == 4) {
      return new Answer(202, "");
    }
    boolean known =
        fleet.running(id).filter(each -> path[2].equals("" + each.number())).isPresent();
    return new Answer(method.equals("DELETE") && known && fleet.cancel(id) ? 202 : 400, "");
  }

  private Answer migrate(String id, JsonNode wanted) {
    if (fleet.running(id).isPresent()) {
      return new Answer(409, "{\"conflictingRequest\": {\"message\": \"task_state migrating\"}}");
    }
    var unused = fleet.begin("", id, wanted.path("host").asText().replace("compute-", ""));
    return new Answer(202, "");
  }

  private String describe(String id, String host) throws IOException {
    boolean migrates = fleet.running(id).isPresent();
    return recorded("server.json")
        .replace("ID", id)
        .replace("HOST", host)
        .replace("STATUS", migrates ? "MIGRATING" : "ACTIVE")
        .replace("\"TASK\"", migrates ? "\"migrating\"" : "null");
  }

  private String hypervisors() {
    return fleet.hosts().stream()
        .map(
            host ->
                """
                {"hypervisor_hostname": "%s", "state": "up", "status": "enabled",
                 "service": {"host": "compute-%s", "id": 1, "disabled_reason": null}}"""
                    .formatted(host, host))
        .collect(Collectors.joining(", ", "{\"hypervisors\": [", "]}"));
  }

  private String migrations(List<Fleet.Migration> migrations) {
    return migrations.stream()
        .map(
            each ->
                """
                {"id": %d, "status": "%s", "source_node": "%s", "dest_node": "%s",
                 "created_at": "%s", "memory_total_bytes": 400, "memory_processed_bytes": 300,
                 "memory_remaining_bytes": 100}"""
                    .formatted(
                        each.number(), status(each), each.source(), each.target(), createdAt))
        .collect(Collectors.joining(", ", "{\"migrations\": [", "]}"));
  }

  private static String status(Fleet.Migration migration) {
    return switch (migration.state()) {
      case RUNNING -> "running";
      case ARRIVED -> "completed";
      case FAILED -> "error";
      case CANCELLED -> "cancelled";
    };
  }

  private static String recorded(String file) throws IOException {
    try (InputStream in = FakeNova.class.getResourceAsStream("/nova/" + file)) {
      if (in == null) {
        throw new IllegalArgumentException(file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
