package io.vputty.collector.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server: fixed paths, GET and HEAD only, no body is ever read.
 *
 * <p>It is bounded: {@value #THREADS} threads, {@value #WAITING} requests that wait, and a client
 * that takes longer than {@value #SECONDS_A_REQUEST} seconds to ask or {@value #SECONDS_A_REPLY} to
 * listen is cut off, by the JDK server's own <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/api/jdk.httpserver/module-summary.html">settings</a>,
 * which whoever starts the JVM may set otherwise.
 */
public final class CollectorHttp implements AutoCloseable {

  static final int THREADS = 4;
  static final int WAITING = 64;
  static final int SECONDS_A_REQUEST = 10;
  static final int SECONDS_A_REPLY = 30;

  private static final Logger LOG = LoggerFactory.getLogger(CollectorHttp.class);
  private static final int NO_BODY = -1;

  static {
    setUnlessSet("sun.net.httpserver.maxReqTime", String.valueOf(SECONDS_A_REQUEST));
    setUnlessSet("sun.net.httpserver.maxRspTime", String.valueOf(SECONDS_A_REPLY));
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private final @Nullable HttpServer server;
  private final ThreadPoolExecutor threads;
  private volatile Map<String, Route> paths = Map.of();

  private CollectorHttp(@Nullable HttpServer server) {
    this.server = server;
    // What finds no place in the queue is served by the thread that accepts: it then accepts later.
    threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(WAITING),
            CollectorHttp::thread,
            new ThreadPoolExecutor.CallerRunsPolicy());
    threads.allowCoreThreadTimeOut(true);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "http");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes the port, and answers 503 to everything before {@link #start}.
   *
   * @param setting see {@link HttpAddress#parse}
   * @throws IOException if the port cannot be had, with what to do about it
   */
  public static CollectorHttp bind(String setting) throws IOException {
    HttpAddress address = HttpAddress.parse(setting).orElse(null);
    if (address == null) {
      return new CollectorHttp(null);
    }
    try {
      InetSocketAddress socket = new InetSocketAddress(address.host(), address.port());
      CollectorHttp http = new CollectorHttp(HttpServer.create(socket, WAITING));
      http.listen();
      return http;
    } catch (IOException e) {
      throw new IOException(
          "cannot answer HTTP at %s: %s; set http to another ADDRESS:PORT, or to off"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  private void listen() {
    if (server != null) {
      server.createContext("/", this::serve);
      server.setExecutor(threads);
      server.start();
    }
  }

  /** Begins to answer each path by its route. */
  public void start(Map<String, Route> routes) {
    paths = new TreeMap<>(routes);
  }

  /** Where it answers; empty if it is off. */
  public Optional<HttpAddress> address() {
    return Optional.ofNullable(server)
        .map(HttpServer::getAddress)
        .map(bound -> new HttpAddress(bound.getHostString(), bound.getPort()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      boolean head = method.equals("HEAD");
      Reply reply =
          head || method.equals("GET")
              ? answer(Objects.requireNonNullElse(exchange.getRequestURI().getPath(), ""))
              : Reply.text(Reply.METHOD_NOT_ALLOWED, "GET or HEAD");
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.contentType());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(reply.status(), head ? NO_BODY : body.length);
      if (!head) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  private Reply answer(String path) {
    Map<String, Route> known = paths;
    if (known.isEmpty()) {
      return Reply.text(Reply.UNAVAILABLE, "starting");
    }
    Route route = known.get(path);
    if (route == null) {
      return Reply.text(
          path.equals("/") ? Reply.OK : Reply.NOT_FOUND, String.join("\n", known.keySet()));
    }
    try {
      return route.answer();
    } catch (RuntimeException e) {
      LOG.error("{} failed", path, e);
      return Reply.text(Reply.BROKEN, path + " failed; the log says why");
    }
  }

  /** Gives the port back; who is being answered is cut off. */
  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }
}
