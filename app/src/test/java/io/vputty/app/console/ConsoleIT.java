package io.vputty.app.console;

import static io.vputty.app.console.ConsoleClient.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.console.ConsoleClient.Answer;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Decision;
import io.vputty.schema.Setting;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.sink.console.Console;
import io.vputty.sink.console.ConsoleSettings;
import io.vputty.sink.console.Tls;
import io.vputty.sink.console.access.AccessRules;
import io.vputty.sink.console.access.Accounts;
import io.vputty.sink.console.access.PasswordHash;
import io.vputty.sink.console.history.HistorySettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console on a broker: that every route is described, answers as it is described, and refuses
 * whom it should; and that decisions reach Kafka.
 */
class ConsoleIT {
  private static final String DECIDE = "/api/plans/p1/decision";
  private static final String PAUSE = "/api/domains/d/pause";
  private static final String CHANGE = "{\"verb\":\"REJECT\",\"paused\":true}";
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();
  @TempDir static Path directory;
  private static Console console;
  private static ConsoleClient client;
  private static JsonNode description;

  @BeforeAll
  static void start() throws Exception {
    SeededFleet.write(
        KAFKA.clientSettings(), Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    StringBuilder lines = new StringBuilder();
    for (String role : List.of("viewer", "operator", "approver")) {
      lines.append("%s %s %s%n".formatted(role, role, hash(role)));
    }
    lines.append("eve approver %s e%n".formatted(hash("eve")));
    Files.writeString(directory.resolve("users"), lines);
    console = Console.start(settings("127.0.0.1", users(), null), Clock.systemUTC());
    client = new ConsoleClient(HttpClient.newHttpClient(), console.url());
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                client.get("/api/health").path("ready").asBoolean()
                    && client.get("/api/outcomes").path("verdicts").size() == 1);
    description = client.get("/api/openapi.json");
  }

  @AfterAll
  static void stop() {
    console.close();
  }

  private static String hash(String password) {
    return PasswordHash.of(password.toCharArray()).text();
  }

  private static AccessRules users() throws Exception {
    return AccessRules.of(Accounts.read(directory.resolve("users")));
  }

  private static ConsoleSettings settings(String bind, AccessRules access, @Nullable Tls tls) {
    return new ConsoleSettings(
        KAFKA.clientSettings(), bind, 0, access, tls, Prices.defaults(), HistorySettings.none());
  }

  /** Described operations of this method, with ids of what there is. */
  private static List<String> described(String method) {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      if (path.getValue().has(method)) {
        paths.add(withId(path.getKey()));
      }
    }
    return paths;
  }

  private static String withId(String path) {
    String id =
        path.contains("plans")
            ? "p1"
            : path.contains("vms") ? "v1" : path.contains("hosts") ? "h1" : "d";
    return path.replace("{id}", id);
  }

  @Test
  void describesEveryRouteAndNoOther() {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
      }
    }
    assertThat(described).isEqualTo(console.routes()).hasSizeGreaterThan(14);
  }

  @Test
  void answersAsItIsDescribed() throws Exception {
    for (String path : described("get")) {
      Answer answer = client.send(as("viewer", client.request(path)));
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      if (!path.equals("/api/events")) {
        assertDescribed(path, "get", answer);
      }
    }
    assertDescribed(
        "/api/plans/p1", "get", client.send(as("viewer", client.request("/api/plans/p0"))));
    assertDescribed(
        "/api/plans/p1", "get", client.send(as("viewer", client.request("/api/plans/none"))));
    assertDescribed(
        PAUSE, "post", client.send(as("operator", client.post(PAUSE, "{\"paused\":false}"))));
    assertDescribed(PAUSE, "post", client.send(as("operator", client.post(PAUSE, "{}"))));
  }

  /** The body is valid by the schema of its status. */
  private static void assertDescribed(String path, String method, Answer answer) throws Exception {
    JsonNode operation = MissingNode.getInstance();
    for (Map.Entry<String, JsonNode> described : description.path("paths").properties()) {
      operation = withId(described.getKey()).equals(path) ? described.getValue() : operation;
    }
    JsonNode response =
        operation.path(method).path("responses").path(Integer.toString(answer.statusCode()));
    if (response.has("$ref")) {
      response = description.at(response.path("$ref").asText().substring(1));
    }
    ObjectNode schema = response.at("/content/application~1json/schema").deepCopy();
    schema.set("components", description.path("components"));
    JsonSchema validator = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    Set<ValidationMessage> faults = validator.validate(JSON.readTree(answer.body()));
    assertThat(faults).as(path + " " + answer.body()).isEmpty();
  }

  @Test
  void refusesToServeOthersWithoutUsersAndTls() {
    assertThatThrownBy(() -> settings("0.0.0.0", AccessRules.open("x"), null))
        .hasMessageContaining("needs users");
    assertThatThrownBy(() -> settings("0.0.0.0", users(), null)).hasMessageContaining("needs TLS");
  }

  @Test
  void asksForANameAndPasswordAtEveryRoute() throws Exception {
    List<String> all = new ArrayList<>(described("get"));
    all.addAll(List.of("/", "/console.js", "/openapi.json", "/none"));
    for (String path : all) {
      client.refused(client.request(path), 401, "name and password");
    }
    client.refused(as("viewer", "wrong", client.request("/api/fleet")), 401, "password");
    for (String path : described("post")) {
      client.refused(client.post(path, CHANGE), 401, "name and password");
      client.refused(client.bare(path, CHANGE), 401, "name and password");
    }
  }

  @Test
  void refusesEveryChangeOfTheWrongOnesOrForgedOversizedOrMalformed() throws Exception {
    for (String path : described("post")) {
      client.refused(as("viewer", client.post(path, CHANGE)), 403, "viewer is a viewer");
      client.refused(as("eve", client.post(path, CHANGE)), 403, "eve decides in e alone");
      client.refused(as("operator", client.bare(path, CHANGE)), 403, "X-Vputty-Console");
      HttpRequest.Builder elsewhere =
          client.post(path, CHANGE).header("Origin", "https://elsewhere.example");
      client.refused(as("operator", elsewhere), 403, "Origin");
      String large = "{\"comment\":\"" + "x".repeat(20_000) + "\"}";
      client.refused(as("operator", client.post(path, large)), 413, "too large");
      String wordy = CHANGE.replace("}", ",\"comment\":\"" + "x".repeat(501) + "\"}");
      client.refused(as("operator", client.post(path, wordy)), 400, "500 characters");
      client.refused(as("operator", client.post(path, "{")), 400, "no JSON");
      client.refused(as("operator", client.post(path, "[]")), 400, "JSON object");
      client.refused(as("operator", client.post(path, "{}")), 400, "must be");
    }
  }

  @Test
  void letsApproversAloneApprove() throws Exception {
    String approve = "{\"verb\":\"APPROVE\"}";
    client.refused(as("operator", client.post(DECIDE, approve)), 403, "approver");
    client.refused(
        as("approver", client.post(DECIDE, "{\"verb\":\"APPROVE\",\"subject\":\"m2\"}")),
        404,
        "no move m2");
    client.refused(
        as("approver", client.post("/api/plans/p0/decision", approve)), 409, "nothing to decide");
  }

  @Test
  void writesADecisionWithItsAuthor() throws Exception {
    String reject = "{\"verb\":\"REJECT\",\"comment\":\"fine\"}";
    Answer answer = client.send(as("eve", client.post("/api/plans/p2/decision", reject)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    awaitRecord(
        Topics.DECISIONS,
        record ->
            record instanceof Decision decision
                && decision.getAuthor().equals("eve")
                && decision.getSubject().equals("p2")
                && decision.getComment().equals("fine"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.get("/api/plans/p2").path("status").asText().equals("REJECTED"));
  }

  @Test
  void letsThosePauseAllWhoDecideEverywhere() throws Exception {
    String all = "/api/domains/*/pause";
    client.refused(as("eve", client.post(all, CHANGE)), 403, "eve decides in e alone, not in *");
    client.refused(as("viewer", client.post(all, CHANGE)), 403, "viewer is a viewer");
    client.refused(
        as("operator", client.post("/api/domains/none/pause", CHANGE)), 404, "no domain none");
    Answer answer = client.send(as("operator", client.post(all, CHANGE)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    awaitRecord(
        Topics.SETTINGS,
        record ->
            record instanceof Setting setting
                && setting.getDomain().equals("*")
                && setting.getName().equals("pause")
                && setting.getValue().equals("true")
                && setting.getAuthor().equals("operator"));
  }

  private static void awaitRecord(Topic topic, Predicate<SpecificRecordBase> wanted) {
    try (TopicReader reader =
        new TopicReader(KAFKA.clientSettings(), List.of(topic), TopicReader.Start.BEGINNING)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  reader.poll(Duration.ofMillis(200)).stream()
                      .anyMatch(
                          record ->
                              record instanceof TopicRecord.Decoded decoded
                                  && wanted.test(decoded.value())));
    }
  }

  @Test
  void tellsWhatIsNotThereOrNoQuestion() throws Exception {
    client.refused(as("viewer", client.request("/api/plans/none")), 404, "no plan none");
    client.refused(as("viewer", client.request("/api/vms/none")), 404, "no VM none");
    client.refused(as("viewer", client.request("/api/hosts/none")), 404, "no host none");
    client.refused(as("viewer", client.request("/api/graph?least=much")), 400, "numbers");
    client.refused(as("viewer", client.request("/api/drift?from=monday")), 400, "ms since 1970");
    client.refused(as("viewer", client.request("/api/outcomes?most=x")), 400, "number");
  }

  @Test
  void servesNamesAsDataAndNoInlineScript() throws Exception {
    Answer vm = client.send(as("viewer", client.request("/api/vms/v1")));
    assertThat(vm.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(JSON.readTree(vm.body()).path("name").asText()).isEqualTo(SeededFleet.MARKUP);
    Answer page = client.send(as("viewer", client.request("/")));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void speaksTlsWithTheKeyStoresCertificate() throws Exception {
    Path keyStore = keyStore();
    try (Console secure =
        Console.start(
            settings("127.0.0.1", users(), new Tls(keyStore, "password")), Clock.systemUTC())) {
      assertThat(secure.url()).startsWith("https://127.0.0.1:");
      HttpClient trusting = HttpClient.newBuilder().sslContext(trusting(keyStore)).build();
      ConsoleClient asked = new ConsoleClient(trusting, secure.url());
      assertThat(asked.get("/api/me").path("role").asText()).isEqualTo("viewer");
      asked.refused(asked.request("/api/me"), 401, "password");
      ConsoleClient plain =
          new ConsoleClient(HttpClient.newHttpClient(), secure.url().replace("https:", "http:"));
      assertThatThrownBy(() -> plain.get("/api/me")).isInstanceOf(IOException.class);
    }
  }

  private static Path keyStore() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "console",
                "-keyalg",
                "EC",
                "-dname",
                "CN=console",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return file;
  }

  private static SSLContext trusting(Path keyStore) throws Exception {
    KeyStore own = KeyStore.getInstance(keyStore.toFile(), "password".toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("console", own.getCertificate("console"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
