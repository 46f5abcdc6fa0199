package io.vputty.sink.actuator.nova;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.http.JsonAnswer;
import io.vputty.sink.actuator.http.JsonHttp;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Nova's API at microversion 2.65, which aborts migrations that are queued, too; logs in to
 * Keystone when it has to. Not thread-safe.
 *
 * @see <a href="https://docs.openstack.org/api-ref/compute/">Compute API</a>
 */
final class Nova {

  private static final String VERSION = "2.65";

  private final JsonHttp http;
  private final Clock clock;
  private final URI identity;
  private final String region;
  private final ObjectNode credentials;
  private @Nullable Login login;

  Nova(DriverSettings settings, Clock clock) throws SettingException {
    this.clock = clock;
    http = new JsonHttp(settings.file("tls-ca"), settings.seconds("timeout", 1));
    identity = URI.create(settings.address("auth-url").toString().replaceFirst("/v3$", ""));
    region = settings.text("region");
    credentials = credentials(settings);
  }

  private static ObjectNode credentials(DriverSettings settings) throws SettingException {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode auth = root.putObject("auth");
    ObjectNode identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    ObjectNode user = identity.putObject("password").putObject("user");
    user.put("name", settings.text("user")).put("password", settings.secret("password-file"));
    user.putObject("domain").put("name", settings.text("user-domain"));
    ObjectNode project = auth.putObject("scope").putObject("project");
    project.put("name", settings.text("project"));
    project.putObject("domain").put("name", settings.text("project-domain"));
    return root;
  }

  /** A server; empty if there is none of that id. */
  Optional<Server> server(String id) throws DriverException {
    JsonAnswer answer = send("GET", "/servers/" + encode(id), null);
    if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND) {
      return Optional.empty();
    }
    return Optional.of(Server.of(answer.orRefused().body().path("server")));
  }

  /** A hypervisor by its host name; empty if there is none. */
  Optional<ComputeHost> host(String name) throws DriverException {
    JsonNode hypervisors =
        send("GET", "/os-hypervisors/detail?hypervisor_hostname_pattern=" + encode(name), null)
            .orRefused()
            .body()
            .path("hypervisors");
    for (JsonNode each : hypervisors) {
      if (each.path("hypervisor_hostname").asText().equals(name)) {
        return Optional.of(ComputeHost.of(each));
      }
    }
    return Optional.empty();
  }

  /** Migrations of a server that go on; the API forgets them when they end. */
  List<LiveMigration> underWay(String server) throws DriverException {
    JsonAnswer answer = send("GET", "/servers/" + encode(server) + "/migrations", null);
    return answer.status() == HttpURLConnection.HTTP_NOT_FOUND
        ? List.of()
        : LiveMigration.list(answer.orRefused().body());
  }

  /** All live migrations of a server, those that are over too. */
  List<LiveMigration> migrations(String server) throws DriverException {
    String query = "?migration_type=live-migration&instance_uuid=" + encode(server);
    return LiveMigration.list(send("GET", "/os-migrations" + query, null).orRefused().body());
  }

  /**
   * Asks for a live migration, which the scheduler has to agree to. Whether a request without an
   * answer was taken is seen in the server.
   *
   * @param host name of the target's compute service
   */
  void migrate(String server, String host) throws DriverException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("os-migrateLive").put("host", host).put("block_migration", "auto");
    String path = "/servers/" + encode(server) + "/action";
    Optional<JsonAnswer> answer = http.sendUnsure(request(login(), "POST", path, body));
    if (answer.isPresent()) {
      var unused = answer.get().orRefused();
    }
  }

  /** Has a migration end soon: Nova stops the guest, or switches to post-copy. */
  void forceComplete(String server, long migration) throws DriverException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putNull("force_complete");
    String path = "/servers/%s/migrations/%d/action".formatted(encode(server), migration);
    var unused = send("POST", path, body).orRefused();
  }

  /** Stops a migration; one that is over already is left. */
  void abort(String server, long migration) throws DriverException {
    String path = "/servers/%s/migrations/%d".formatted(encode(server), migration);
    JsonAnswer answer = send("DELETE", path, null);
    if (answer.status() != HttpURLConnection.HTTP_NOT_FOUND
        && answer.status() != HttpURLConnection.HTTP_BAD_REQUEST) {
      var unused = answer.orRefused();
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private JsonAnswer send(String method, String path, @Nullable ObjectNode body)
      throws DriverException {
    JsonAnswer answer = http.send(request(login(), method, path, body));
    if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      login = null; // revoked, or expired by a clock that is ahead of ours
      answer = http.send(request(login(), method, path, body));
    }
    return answer;
  }

  private static HttpRequest request(
      Login login, String method, String path, @Nullable ObjectNode body) {
    return HttpRequest.newBuilder(URI.create(login.compute() + path))
        .header("X-Auth-Token", login.token())
        .header("Accept", "application/json")
        .header("Content-Type", "application/json")
        .header("OpenStack-API-Version", "compute " + VERSION)
        .header("X-OpenStack-Nova-API-Version", VERSION)
        .method(
            method,
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
        .build();
  }

  private Login login() throws DriverException {
    Login current = login;
    if (current == null || current.isOver(clock.instant())) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(identity + "/v3/auth/tokens"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(credentials.toString()))
              .build();
      current = Login.of(http.send(request).orRefused(), region);
      login = current;
    }
    return current;
  }
}
