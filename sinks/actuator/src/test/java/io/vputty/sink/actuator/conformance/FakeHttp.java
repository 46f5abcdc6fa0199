package io.vputty.sink.actuator.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP API over a fleet, on a port of this machine; answers nothing while the fleet is silent.
 */
public final class FakeHttp implements AutoCloseable {

  /** Answers a request. */
  @FunctionalInterface
  public interface Api {
    Answer answer(HttpExchange request, String body) throws IOException;
  }

  /** What it answers. */
  public record Answer(int status, String json) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public FakeHttp(Fleet fleet, Api api) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (fleet.awaitSpeech()) {
              return;
            }
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            send(exchange, api.answer(exchange, body));
          }
        });
    server.start();
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
