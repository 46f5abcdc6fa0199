package io.vputty.collector.inventory.openstack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keystone, and what its catalog names, on one port: answers what it was told to. */
final class FakeCloud implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile String token = "token-1";
  private volatile Instant expires = Instant.parse("2026-11-22T18:00:00Z");
  private volatile int status = 200;
  private volatile @Nullable String login;

  FakeCloud() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  OpenstackSettings settings() {
    return new OpenstackSettings(
        OpenstackSettings.address(address() + "/identity/v3"),
        "watcher",
        "open sesame",
        "admin",
        "Default",
        "Default",
        "",
        Path.of(""));
  }

  /** It answers a path and query with this from now on. */
  FakeCloud says(String pathAndQuery, String json) {
    answers.put(pathAndQuery, json.replace("CLOUD", address()));
    return this;
  }

  /** It answers a path and query with a recording. */
  FakeCloud says(String pathAndQuery, String directory, String recording) throws IOException {
    try (InputStream in = FakeCloud.class.getResourceAsStream(directory + recording)) {
      if (in == null) {
        throw new IllegalArgumentException(directory + recording);
      }
      return says(pathAndQuery, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Tokens that it gave before hold no longer, those to come hold until a time. */
  void renewsTokens(String next, Instant until) {
    token = next;
    expires = until;
  }

  /** It answers everything with this status. */
  void fails(int with) {
    status = with;
  }

  /** What was asked of it so far, in order; logins are "login". */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** The newest login, as JSON. */
  @Nullable String login() {
    return login;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String what = exchange.getRequestURI().toString();
      if (status != 200) {
        send(exchange, status, "{\"message\": \"try later\"}");
      } else if (what.equals("/identity/v3/auth/tokens")) {
        asked.add("login");
        login = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Subject-Token", token);
        send(exchange, 201, catalog());
      } else if (!token.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))) {
        send(exchange, 401, "{}");
      } else {
        asked.add(what);
        String known = answers.get(what);
        send(exchange, known == null ? 404 : 200, known == null ? "{}" : known);
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String catalog() {
    return """
        {"token": {"expires_at": "%s", "catalog": [
          {"type": "compute", "endpoints": [
            {"interface": "internal", "region_id": "one", "url": "http://elsewhere.invalid"},
            {"interface": "public", "region_id": "one", "url": "%s/compute/v2.1/"}]},
          {"type": "network", "endpoints": [
            {"interface": "public", "region_id": "one", "url": "%s/network"}]},
          {"type": "volumev3", "endpoints": [
            {"interface": "public", "region_id": "one", "url": "%s/volume/v3/p1"}]}]}}
        """
        .formatted(expires, address(), address(), address());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
