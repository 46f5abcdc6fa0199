package io.vputty.sink.actuator.proxmox;

import com.sun.net.httpserver.HttpExchange;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.conformance.FakeHttp;
import io.vputty.sink.actuator.conformance.FakeHttp.Answer;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.driver.Drivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The API of a Proxmox VE cluster over a fleet, in which the VM has number 101; 102 is another. */
final class FakeProxmox implements FakePlatform {

  private static final String ROOT = "/api2/json";
  private static final String TOKEN = "PVEAPIToken=mover@pve!vputty=1b2c3d4e";
  private static final Pattern VM = Pattern.compile("/nodes/(\\w+)/qemu/(\\d+)(/.*)");
  private static final Pattern TASK = Pattern.compile("/nodes/(\\w+)/tasks/(UPID:[^/]*)(/.*)?");
  private static final Pattern TASKS = Pattern.compile("/nodes/(\\w+)/tasks");
  private static final Pattern TARGET = Pattern.compile("(?:^|&)target=(\\w+)");

  private final Fleet fleet;
  private final String vm;
  private final FakeHttp http;
  private final Map<String, String> settings = new HashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String conditions = "{\"running\": 1, \"local_disks\": []}";
  private volatile String extra = "";

  FakeProxmox(Fleet fleet, String vm, Path directory) throws IOException {
    this.fleet = fleet;
    this.vm = vm;
    http = new FakeHttp(fleet, this::answer);
    Path secret = Files.writeString(directory.resolve("token"), "1b2c3d4e\n");
    settings.put("url", http.address() + "/");
    settings.put("token-id", "mover@pve!vputty");
    settings.put("token-file", secret.toString());
    settings.put("timeout", "1");
    settings.put("poll", "0");
  }

  /** Drivers to come have one more setting. */
  void set(String key, String value) {
    settings.put(key, value);
  }

  /** What it says of whether the VM can be migrated. */
  void conditions(String json) {
    conditions = json;
  }

  /** More fields of the VM among the resources. */
  void extra(String fields) {
    extra = fields;
  }

  /** What was asked of it that changes something, with bodies. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public MoveDriver driver() throws Exception {
    return Drivers.open("proxmox", settings, Clock.systemUTC());
  }

  private Answer answer(HttpExchange request, String body) {
    if (!TOKEN.equals(request.getRequestHeaders().getFirst("Authorization"))) {
      return new Answer(401, "");
    }
    String path = request.getRequestURI().getPath().substring(ROOT.length());
    if (!request.getRequestMethod().equals("GET")) {
      asked.add(request.getRequestMethod() + " " + path + " " + body);
    }
    Matcher task = TASK.matcher(path);
    Matcher tasks = TASKS.matcher(path);
    Matcher guest = VM.matcher(path);
    if (path.equals("/cluster/resources")) {
      return data(resources());
    } else if (path.equals("/nodes")) {
      return data(nodes());
    } else if (task.matches()) {
      return task(request.getRequestMethod(), task.group(2), String.valueOf(task.group(3)));
    } else if (tasks.matches()) {
      return data(activeTasks(tasks.group(1)));
    } else if (guest.matches()) {
      return guest(guest.group(1), guest.group(2), guest.group(3), body);
    }
    return new Answer(501, "");
  }

  private static Answer data(String json) {
    return new Answer(200, "{\"data\": " + json + "}");
  }

  private String resources() {
    String other =
        """
        {"type": "qemu", "vmid": 102, "node": "hv1", "name": "db", "status": "running",
         "template": 0}""";
    String own =
        fleet
            .hostOf(vm)
            .map(
                node ->
                    """
                    , {"type": "qemu", "vmid": 101, "node": "%s", "name": "web",
                       "status": "running", "template": 0%s},
                    {"type": "lxc", "vmid": 103, "node": "hv1", "name": "web"}"""
                        .formatted(node, extra))
            .orElse("");
    return "[" + other + own + "]";
  }

  private String nodes() {
    return fleet.hosts().stream()
        .map(host -> "{\"node\": \"%s\", \"status\": \"online\"}".formatted(host))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private Answer guest(String node, String number, String what, String body) {
    boolean own = number.equals("101");
    if (own && !fleet.hostOf(vm).equals(Optional.of(node))) {
      return new Answer(500, "");
    }
    return switch (what) {
      case "/config" ->
          data(
              "{\"smbios1\": \"base64=1,uuid=%s\"}"
                  .formatted(own ? vm.toUpperCase(Locale.ROOT) : "other"));
      case "/status/current" -> data("{\"status\": \"running\", \"vmid\": 101}");
      case "/migrate" -> body.isEmpty() ? data(conditions) : migrate(body);
      default -> new Answer(501, "");
    };
  }

  private Answer migrate(String form) {
    Matcher target = TARGET.matcher(form);
    if (!target.find() || !form.contains("online=1") || fleet.running(vm).isPresent()) {
      return new Answer(500, "{\"data\": null, \"message\": \"VM is locked (migrate)\"}");
    }
    return data("\"" + upid(fleet.begin("", vm, target.group(1))) + "\"");
  }

  private static String upid(Fleet.Migration migration) {
    return "UPID:%s:%08X:00A1B2C3:65F0A1B2:qmigrate:101:mover@pve!vputty:"
        .formatted(migration.source(), migration.number());
  }

  private String activeTasks(String node) {
    return fleet
        .running(vm)
        .filter(each -> each.source().equals(node))
        .map(each -> "[{\"upid\": \"%s\", \"type\": \"qmigrate\"}]".formatted(upid(each)))
        .orElse("[]");
  }

  private Answer task(String method, String upid, String what) {
    Fleet.Migration migration =
        fleet.migrations(vm).stream()
            .filter(each -> upid(each).equals(upid))
            .findFirst()
            .orElseThrow();
    if (method.equals("DELETE")) {
      boolean unused = fleet.cancel(vm);
      return data("null");
    }
    boolean over = migration.state() != Fleet.State.RUNNING;
    boolean good = migration.state() == Fleet.State.ARRIVED;
    if (what.equals("/status")) {
      return data(
          over
              ? "{\"status\": \"stopped\", \"exitstatus\": \"%s\"}"
                  .formatted(good ? "OK" : "migration aborted: " + migration.reason())
              : "{\"status\": \"running\"}");
    }
    return data(
        """
        [{"n": 1, "t": "starting migration of VM 101 to node 'hv2' (10.0.0.2)"},
         {"n": 2, "t": "migration active, transferred 1.5 GiB of 4.0 GiB VM-state, 113.4 MiB/s"}
         %s]"""
            .formatted(
                good
                    ? """
                      , {"n": 3, "t": "average migration speed: 1.1 GiB/s - downtime 27 ms"},
                        {"n": 4, "t": "migration completed, transferred 2.5 GiB VM-state"}"""
                    : ""));
  }

  @Override
  public void close() {
    http.close();
  }
}
