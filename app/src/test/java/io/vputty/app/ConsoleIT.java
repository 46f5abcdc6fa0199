package io.vputty.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Decision;
import io.vputty.schema.Inventory;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import io.vputty.schema.Vm;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.access.Accounts;
import io.vputty.sink.console.access.PasswordHash;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console on a broker: what it answers, whom it refuses, and that decisions reach Kafka. */
class ConsoleIT {
  private static final String MARKUP = "<img src=x onerror=alert(1)>";
  private static final String DECIDE = "/api/plans/p1/decision";
  private static final String PAUSE = "/api/domains/d/pause";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();
  @TempDir static Path directory;
  private static Console console;

  @BeforeAll
  static void start() throws Exception {
    Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "test", 1)) {
      Vm vm = Vm.newBuilder().setId("v1").setName(MARKUP).setHost("h1").build();
      writer
          .send(
              Topics.INVENTORY,
              "vm/v1",
              Inventory.newBuilder()
                  .setTime(now)
                  .setEntity("vm/v1")
                  .setDomain("d")
                  .setVm(vm)
                  .build())
          .join();
      Move move = Move.newBuilder().setId("m1").setVm("v1").setSource("h1").setTarget("h2").build();
      writer
          .send(
              Topics.PLANS,
              "d",
              Plan.newBuilder()
                  .setTime(now)
                  .setExpires(now.plus(Duration.ofHours(1)))
                  .setId("p1")
                  .setDomain("d")
                  .setMoves(List.of(move))
                  .build())
          .join();
      writer.flush();
    }
    Path users = directory.resolve("users");
    StringBuilder lines = new StringBuilder();
    for (String role : List.of("viewer", "operator", "approver")) {
      String hash = PasswordHash.of(role.toCharArray()).text();
      lines.append("%s %s %s%n".formatted(role, role, hash));
    }
    Files.writeString(users, lines);
    console = Console.start(settings("127.0.0.1", AccessRules.of(Accounts.read(users))), clock());
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get("/api/health").path("ready").asBoolean());
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static Clock clock() {
    return Clock.systemUTC();
  }

  private static ConsoleSettings settings(String bind, AccessRules access) {
    return new ConsoleSettings(KAFKA.clientSettings(), bind, 0, access, null, Prices.defaults());
  }

  @Test
  void refusesToServeOthersWithoutUsersAndTls() {
    assertThatThrownBy(() -> settings("0.0.0.0", AccessRules.open("x")))
        .hasMessageContaining("needs users");
    assertThatThrownBy(
            () -> settings("0.0.0.0", AccessRules.of(Accounts.read(directory.resolve("users")))))
        .hasMessageContaining("needs TLS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/console.js",
        "/api/health",
        "/api/me",
        "/api/fleet",
        "/api/graph",
        "/api/drift",
        "/api/outcomes",
        "/api/agents",
        "/api/plans",
        "/api/plans/p1",
        "/api/vms/v1",
        "/api/hosts/h1",
        "/api/events"
      })
  void asksForANameAndPassword(String path) throws Exception {
    assertThat(send(request(path)).statusCode()).isEqualTo(401);
    assertThat(send(as(request(path), "viewer", "wrong")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {DECIDE, PAUSE})
  void refusesChangesOfTheWrongOnes(String path) throws Exception {
    String body = "{\"verb\":\"REJECT\",\"paused\":true}";
    assertThat(send(post(path, body)).statusCode()).isEqualTo(401);
    refused(as(post(path, body), "viewer", "viewer"), 403, "viewer is a viewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {DECIDE, PAUSE})
  void refusesChangesThatAreForgedOversizedOrMalformed(String path) throws Exception {
    String body = "{\"verb\":\"REJECT\",\"paused\":true}";
    HttpRequest.Builder bare = request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    refused(as(bare, "operator", "operator"), 403, "X-Vputty-Console");
    refused(
        as(post(path, body).header("Origin", "https://elsewhere.example"), "operator", "operator"),
        403,
        "Origin");
    String large = "{\"comment\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(send(as(post(path, large), "operator", "operator")).statusCode()).isEqualTo(413);
    refused(as(post(path, "{"), "operator", "operator"), 400, "no JSON");
    refused(as(post(path, "[]"), "operator", "operator"), 400, "JSON object");
    refused(as(post(path, "{}"), "operator", "operator"), 400, "must be");
  }

  @Test
  void letsApproversAloneApprove() throws Exception {
    refused(as(post(DECIDE, "{\"verb\":\"APPROVE\"}"), "operator", "operator"), 403, "approver");
  }

  @Test
  void writesADecisionWithItsAuthor() throws Exception {
    HttpResponse<String> answer =
        send(
            as(
                post(DECIDE, "{\"verb\":\"APPROVE\",\"comment\":\"fine\"}"),
                "approver",
                "approver"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    Map<String, Object> kafka = KAFKA.clientSettings();
    try (TopicReader reader =
        new TopicReader(kafka, List.of(Topics.DECISIONS), TopicReader.Start.BEGINNING)) {
      await()
          .until(
              () -> reader.poll(Duration.ofMillis(200)).stream().anyMatch(ConsoleIT::isApproval));
    }
    await().until(() -> get("/api/plans/p1").path("status").asText().equals("APPROVED"));
  }

  private static boolean isApproval(TopicRecord record) {
    return record instanceof TopicRecord.Decoded decoded
        && decoded.value() instanceof Decision decision
        && decision.getAuthor().equals("approver")
        && decision.getSubject().equals("p1")
        && decision.getComment().equals("fine");
  }

  @Test
  void tellsWhatIsNotThere() throws Exception {
    refused(as(request("/api/plans/none"), "viewer", "viewer"), 404, "no plan none");
    refused(as(request("/api/vms/none"), "viewer", "viewer"), 404, "no VM none");
    refused(as(request("/api/hosts/none"), "viewer", "viewer"), 404, "no host none");
    refused(as(request("/api/graph?least=much"), "viewer", "viewer"), 400, "numbers");
  }

  @Test
  void servesNamesAsDataAndNoInlineScript() throws Exception {
    HttpResponse<String> vm = send(as(request("/api/vms/v1"), "viewer", "viewer"));
    assertThat(vm.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(JSON.readTree(vm.body()).path("name").asText()).isEqualTo(MARKUP);
    HttpResponse<String> page = send(as(request("/"), "viewer", "viewer"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
  }

  private static JsonNode get(String path) throws Exception {
    return JSON.readTree(send(as(request(path), "viewer", "viewer")).body());
  }

  private static void refused(HttpRequest.Builder request, int status, String why)
      throws Exception {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error").asText()).contains(why);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(console.url() + path));
  }

  private static HttpRequest.Builder post(String path, String body) {
    return request(path)
        .header("X-Vputty-Console", "test")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpRequest.Builder as(HttpRequest.Builder request, String name, String password) {
    String pair = name + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + encoded);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
