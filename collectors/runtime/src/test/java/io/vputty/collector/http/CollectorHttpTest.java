package io.vputty.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectorHttpTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Optional<String>> kafka = new AtomicReference<>(Optional.empty());
  private final CollectorHttp http = bind();

  private static CollectorHttp bind() {
    try {
      return CollectorHttp.bind("127.0.0.1:0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    Route broken =
        () -> {
          throw new IllegalStateException("broken on purpose");
        };
    http.start(
        Map.of(
            "/metrics",
            () -> Reply.metrics("up 1\n"),
            "/health/ready",
            Health.all().and("kafka", kafka::get),
            "/broken",
            broken));
  }

  @AfterEach
  void stop() {
    http.close();
  }

  @Test
  void answersEachPathByItsRoute() throws Exception {
    HttpResponse<String> metrics = get("/metrics");
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).isEqualTo("up 1\n");
    assertThat(metrics.headers().firstValue("content-type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void answersWhatIsWrongUntilItIsRightAgain() throws Exception {
    assertThat(get("/health/ready"))
        .returns(200, HttpResponse::statusCode)
        .returns("{\"ok\":true,\"checks\":{\"kafka\":{\"ok\":true}}}\n", HttpResponse::body);
    kafka.set(Optional.of("say \"no\""));
    assertThat(get("/health/ready"))
        .returns(503, HttpResponse::statusCode)
        .returns(
            "{\"ok\":false,\"checks\":{\"kafka\":{\"ok\":false,\"problem\":\"say \\\"no\\\"\"}}}\n",
            HttpResponse::body);
    kafka.set(Optional.empty());
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void listsItsPathsToWhoAsksForAnother() throws Exception {
    assertThat(get("/metricsx").statusCode()).isEqualTo(404);
    assertThat(get("/metricsx").body()).isEqualTo("/broken\n/health/ready\n/metrics\n");
    assertThat(get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void goesOnAfterARouteThatFails() throws Exception {
    assertThat(get("/broken").statusCode()).isEqualTo(500);
    assertThat(get("/broken").body()).isEqualTo("/broken failed; the log says why\n");
    assertThat(get("/metrics").statusCode()).isEqualTo(200);
  }

  @Test
  void takesNoBodyAndNoOtherMethod() throws Exception {
    HttpRequest post =
        HttpRequest.newBuilder(uri("/metrics")).POST(BodyPublishers.ofString("x")).build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest head =
        HttpRequest.newBuilder(uri("/metrics")).method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void answersBesideClientsThatSayNothing() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * CollectorHttp.THREADS; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), port()));
      }
      assertThat(get("/metrics").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void endsAConnectionThatSpeaksNoHttp() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write("nonsense\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).contains(" 400 ");
    }
  }

  @Test
  void saysWhichPortIsTaken() {
    String taken = "127.0.0.1:" + port();
    assertThatThrownBy(() -> CollectorHttp.bind(taken))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot answer HTTP at " + taken)
        .hasMessageEndingWith("set http to another ADDRESS:PORT, or to off");
  }

  @Test
  void saysThatItStartsAndGivesThePortBack() throws Exception {
    String address;
    try (CollectorHttp starting = CollectorHttp.bind("127.0.0.1:0")) {
      address = starting.address().orElseThrow().toString();
      URI uri = URI.create("http://" + address + "/health/live");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer)
          .returns(503, HttpResponse::statusCode)
          .returns("starting\n", HttpResponse::body);
    }
    CollectorHttp.bind(address).close();
    CollectorHttp.bind(address).close();
  }

  @Test
  void hasNoAddressWhenOff() throws IOException {
    try (CollectorHttp off = CollectorHttp.bind("off")) {
      off.start(Map.of());
      assertThat(off.address()).isEmpty();
    }
  }

  private int port() {
    return http.address().orElseThrow().port();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }
}
