package io.vputty.sink.actuator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.conformance.FakeHttp;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.driver.Drivers;
import java.io.IOException;
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

/** A program that carries moves out for who signs with the secret, as docs/actuators.md says. */
final class FakeReceiver implements FakePlatform {

  static final String SECRET = "open sesame";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fleet fleet;
  private final FakeHttp http;
  private final Map<String, String> settings = new HashMap<>();
  private final Queue<JsonNode> asked = new ConcurrentLinkedQueue<>();
  private final Queue<Optional<String>> keys = new ConcurrentLinkedQueue<>();

  FakeReceiver(Fleet fleet, Path directory) throws IOException {
    this.fleet = fleet;
    http = new FakeHttp(fleet, this::answer);
    Path secret = directory.resolve("secret");
    Files.writeString(secret, SECRET + "\n");
    settings.put("url", http.address() + "/moves");
    settings.put("secret-file", secret.toString());
    settings.put("poll", "0");
    settings.put("timeout", "1");
  }

  /** Drivers to come have one more setting. */
  void set(String key, String value) {
    settings.put(key, value);
  }

  List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  List<Optional<String>> idempotencyKeys() {
    return List.copyOf(keys);
  }

  @Override
  public MoveDriver driver() throws Exception {
    return Drivers.open("webhook", settings, Clock.systemUTC());
  }

  private FakeHttp.Answer answer(HttpExchange request, String body) throws IOException {
    var headers = request.getRequestHeaders();
    boolean signed =
        new Signature(SECRET)
            .proves(
                headers.getFirst("Vputty-Signature"),
                headers.getFirst("Vputty-Timestamp"),
                body.getBytes(StandardCharsets.UTF_8),
                Clock.systemUTC().instant());
    if (!signed) {
      return new FakeHttp.Answer(401, "{\"error\": \"not signed\"}");
    }
    JsonNode json = JSON.readTree(body);
    asked.add(json);
    keys.add(Optional.ofNullable(headers.getFirst("Idempotency-Key")));
    return new FakeHttp.Answer(200, report(json.path("verb").asText(), json.path("move")));
  }

  private String report(String verb, JsonNode move) {
    String vm = move.path("vm").asText();
    return switch (verb) {
      case "CHECK" -> check(move);
      case "START" -> start(move);
      case "PROGRESS" -> progress(move);
      case "CANCEL" -> fleet.cancel(vm) ? say("CANCELLED", "") : progress(move);
      default -> say("WHAT", verb);
    };
  }

  private String check(JsonNode move) {
    String vm = move.path("vm").asText();
    String target = move.path("target").asText();
    boolean ready =
        fleet.hostOf(vm).equals(Optional.of(move.path("source").asText()))
            && fleet.has(target)
            && fleet.running(vm).isEmpty();
    return ready ? say("READY", "") : say("REFUSED", vm + " cannot go to " + target);
  }

  private String start(JsonNode move) {
    boolean known = !fleet.migrations(move.path("vm").asText()).isEmpty();
    if (!known && !check(move).contains("READY")) {
      return say("REFUSED", "not on the source");
    }
    if (!known) {
      fleet.begin(move.path("id").asText(), move.path("vm").asText(), move.path("target").asText());
    }
    return progress(move);
  }

  private String progress(JsonNode move) {
    List<Fleet.Migration> all = fleet.migrations(move.path("vm").asText());
    if (all.isEmpty()) {
      return say("NOT_STARTED", "");
    }
    Fleet.Migration last = all.get(all.size() - 1);
    return say(last.state().name(), last.reason());
  }

  private static String say(String state, String reason) {
    return """
        {"state": "%s", "reason": "%s", "share": 0.5, "transferredBytes": 1024}"""
        .formatted(state, reason);
  }

  @Override
  public void close() {
    http.close();
  }
}
