package io.vputty.sink.actuator.proxmox;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.http.JsonAnswer;
import io.vputty.sink.actuator.http.JsonHttp;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The API of a Proxmox VE cluster, by any of its nodes; logs in with an API token. Tasks go by
 * their UPID.
 *
 * @see <a href="https://pve.proxmox.com/pve-docs/api-viewer/">API viewer</a>
 */
final class ProxmoxVe {

  private static final Pattern UUID = Pattern.compile("(?:^|,)uuid=([0-9a-fA-F-]{36})");
  private static final int LOG_LINES = 5000;

  private final JsonHttp http;
  private final String address;
  private final String authorization;

  ProxmoxVe(DriverSettings settings) throws SettingException {
    http = new JsonHttp(settings.file("tls-ca"), settings.seconds("timeout", 1));
    address = settings.address("url") + "/api2/json";
    authorization =
        "PVEAPIToken=%s=%s".formatted(settings.text("token-id"), settings.secret("token-file"));
  }

  /** All VMs of the cluster, wherever they are. */
  List<Guest> guests() throws DriverException {
    List<Guest> guests = new ArrayList<>();
    for (JsonNode each : get("/cluster/resources?type=vm")) {
      if (each.path("type").asText().equals("qemu") && each.path("template").asInt(0) == 0) {
        guests.add(Guest.of(each));
      }
    }
    return guests;
  }

  /** The UUID that a VM's firmware shows, in lower case; empty if its configuration has none. */
  String uuid(Guest guest) throws DriverException {
    Matcher uuid = UUID.matcher(get(guest.path() + "/config").path("smbios1").asText(""));
    return uuid.find() ? uuid.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** Why a VM cannot be migrated live to a node now; empty if it can. */
  Optional<String> hindrance(Guest guest, String target, boolean localDisks)
      throws DriverException {
    JsonNode now = get(guest.path() + "/status/current");
    if (!now.path("status").asText().equals("running")) {
      return Optional.of(guest.name() + " is " + now.path("status").asText());
    }
    if (!now.path("lock").asText("").isEmpty()) {
      return Optional.of("%s is locked: %s".formatted(guest.name(), now.path("lock").asText()));
    }
    JsonNode conditions = get(guest.path() + "/migrate?target=" + encode(target));
    if (!conditions.path("local_resources").isEmpty()) {
      return Optional.of(guest.name() + " uses devices of " + guest.node());
    }
    if (!localDisks && !conditions.path("local_disks").isEmpty()) {
      return Optional.of(guest.name() + " has disks on " + guest.node() + " alone");
    }
    return conditions.path("not_allowed_nodes").has(target)
        ? Optional.of("%s lacks what %s needs".formatted(target, guest.name()))
        : Optional.empty();
  }

  boolean online(String node) throws DriverException {
    for (JsonNode each : get("/nodes")) {
      if (each.path("node").asText().equals(node)) {
        return each.path("status").asText().equals("online");
      }
    }
    return false;
  }

  /** The task that migrates a VM now. */
  Optional<String> migration(Guest guest) throws DriverException {
    String query = "?typefilter=qmigrate&source=active&vmid=" + guest.id();
    for (JsonNode each : get("/nodes/%s/tasks%s".formatted(guest.node(), query))) {
      if (!each.has("endtime")) {
        return Optional.of(each.path("upid").asText());
      }
    }
    return Optional.empty();
  }

  /**
   * Asks for a migration; its task, or nothing if no answer came: then it is seen among the node's
   * tasks, or was not taken.
   */
  Optional<String> migrate(Guest guest, Map<String, String> parameters) throws DriverException {
    String form =
        parameters.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    HttpRequest request =
        request(guest.path() + "/migrate")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    Optional<JsonAnswer> answer = http.sendUnsure(request);
    return answer.isEmpty()
        ? Optional.empty()
        : Optional.of(answer.get().orRefused().body().path("data").asText());
  }

  /** How a task ended: "OK", or what went wrong; empty while it runs. */
  Optional<String> end(String node, String task) throws DriverException {
    JsonNode status = get(taskPath(node, task) + "/status");
    return status.path("status").asText().equals("stopped")
        ? Optional.of(status.path("exitstatus").asText())
        : Optional.empty();
  }

  MigrationLog log(String node, String task) throws DriverException {
    List<String> lines = new ArrayList<>();
    for (JsonNode each : get(taskPath(node, task) + "/log?limit=" + LOG_LINES)) {
      lines.add(each.path("t").asText());
    }
    return MigrationLog.of(lines);
  }

  /** Has a task stop; it ends a little later. */
  void stop(String node, String task) throws DriverException {
    var unused = http.send(request(taskPath(node, task)).DELETE().build()).orRefused();
  }

  private static String taskPath(String node, String task) {
    return "/nodes/%s/tasks/%s".formatted(node, encode(task));
  }

  private JsonNode get(String path) throws DriverException {
    return http.send(request(path).GET().build()).orRefused().body().path("data");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", authorization);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
