package io.vputty.sink.actuator.webhook;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what the other end says by itself: {@code POST /moves/ID}, signed as our requests are,
 * with a report as JSON. Answers 204 if it was taken, 401 if the signature is not right or too old,
 * 400 if it is no report, 413 above {@value #MOST_BYTES} bytes.
 */
final class CallbackServer implements AutoCloseable {

  static final String PATH = "/moves/";

  private static final Logger LOG = LoggerFactory.getLogger(CallbackServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 65_536;

  private final HttpServer server;
  private final Signature signature;
  private final Reports reports;
  private final Clock clock;

  CallbackServer(InetSocketAddress address, Signature signature, Reports reports, Clock clock)
      throws IOException {
    this.signature = signature;
    this.reports = reports;
    this.clock = clock;
    server = HttpServer.create(address, 0);
    server.createContext(PATH, this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status =
          exchange.getRequestMethod().equals("POST")
              ? take(exchange)
              : HttpURLConnection.HTTP_BAD_METHOD;
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return HttpURLConnection.HTTP_ENTITY_TOO_LARGE;
    }
    String timestamp = header(exchange, Signature.TIMESTAMP);
    if (!signature.proves(header(exchange, Signature.HEADER), timestamp, body, clock.instant())) {
      LOG.warn("a callback from {} is not signed as it must be", exchange.getRemoteAddress());
      return HttpURLConnection.HTTP_UNAUTHORIZED;
    }
    String move = exchange.getRequestURI().getPath().substring(PATH.length());
    Optional<Report> report = report(move, body);
    if (report.isEmpty()) {
      return HttpURLConnection.HTTP_BAD_REQUEST;
    }
    reports.add(move, report.get(), Instant.ofEpochSecond(Long.parseLong(timestamp)));
    return HttpURLConnection.HTTP_NO_CONTENT;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  /** The report of a body, which names the move too, so that no callback serves for another. */
  private static Optional<Report> report(String move, byte[] body) throws IOException {
    try {
      JsonNode json = JSON.readTree(body);
      return json.path("move").asText().equals(move) ? Report.of(json) : Optional.empty();
    } catch (JacksonException e) {
      LOG.warn("a callback of move {} is not JSON", move, e);
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
