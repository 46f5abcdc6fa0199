package io.vputty.sink.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard before a server of one page and one change. */
final class GuardTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  @TempDir Path directory;
  private Javalin server = Javalin.create();

  @AfterEach
  void stop() {
    server.stop();
  }

  private void serve(AccessRules rules) {
    server = Javalin.create(config -> config.showJavalinBanner = false);
    Guard guard = new Guard(rules, new ConsoleAddress("127.0.0.1", 0, false), CLOCK);
    server.before(guard::admit);
    server.beforeMatched(guard::authorise);
    server.get("/page", ctx -> ctx.result(Guard.user(ctx).name()), Role.VIEWER);
    server.post("/change", ctx -> ctx.result(Guard.user(ctx).name()), Role.OPERATOR);
    server.start("127.0.0.1", 0);
  }

  private AccessRules users() throws IOException {
    Path file = directory.resolve("users");
    Files.write(file, List.of("ann viewer -", "olaf operator -"));
    return AccessRules.of(Accounts.read(file));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpRequest.Builder change() {
    return request("/change")
        .POST(HttpRequest.BodyPublishers.noBody())
        .header(Guard.OWN_HEADER, "test");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void believesTheTrustedProxyAlone() throws Exception {
    serve(users().behind("127.0.0.1", "X-User"));
    assertThat(send(request("/page").header("X-User", "ann")).body()).isEqualTo("ann");
    assertThat(send(request("/page").header("X-User", "bob")).statusCode()).isEqualTo(401);
    assertThat(send(request("/page")).statusCode()).isEqualTo(401);
    assertThat(send(change().header("X-User", "ann")).statusCode()).isEqualTo(403);
    assertThat(send(change().header("X-User", "olaf")).body()).isEqualTo("olaf");
    server.stop();

    serve(users().behind("192.0.2.1", "X-User"));
    assertThat(send(request("/page").header("X-User", "ann")).statusCode()).isEqualTo(401);
    server.stop();

    serve(users());
    assertThat(send(request("/page").header("X-User", "ann")).statusCode()).isEqualTo(401);
  }

  @Test
  void answersInTheNameOfThisMachineAlone() throws Exception {
    serve(AccessRules.open("me"));
    assertThat(statusFor("localhost:" + server.port())).contains(" 200 ");
    assertThat(statusFor("127.0.0.1")).contains(" 200 ");
    assertThat(statusFor("[::1]:80")).contains(" 200 ");
    assertThat(statusFor("rebound.example:" + server.port())).contains(" 421 ");
    assertThat(statusFor("localhost.example")).contains(" 421 ");
  }

  /**
   * The status line of a request with this Host header, which Java's client does not let through.
   */
  private String statusFor(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      String request = "GET /page HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var in = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
      return String.valueOf(new BufferedReader(in).readLine());
    }
  }

  @Test
  void takesChangesFromItsOwnPagesAlone() throws Exception {
    serve(AccessRules.open("me"));
    String own = "http://127.0.0.1:" + server.port();
    assertThat(send(change()).statusCode()).isEqualTo(200);
    assertThat(send(change().header("Origin", own)).statusCode()).isEqualTo(200);
    assertThat(send(change().header("Origin", own + "0")).statusCode()).isEqualTo(403);
    assertThat(send(change().header("Origin", "null")).statusCode()).isEqualTo(403);
    HttpRequest.Builder bare = request("/change").POST(HttpRequest.BodyPublishers.noBody());
    assertThat(send(bare).body()).contains(Guard.OWN_HEADER);
  }

  @Test
  void limitsChangesAndGuesses() throws Exception {
    serve(AccessRules.open("me"));
    for (int i = 0; i < 60; i++) {
      assertThat(send(change()).statusCode()).isEqualTo(200);
    }
    assertThat(send(change()).statusCode()).isEqualTo(429);
    assertThat(send(request("/page")).statusCode()).as("still reads").isEqualTo(200);
    server.stop();

    serve(users());
    for (int i = 0; i < 20; i++) {
      assertThat(send(request("/page").header("Authorization", "Basic x")).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> answer = send(request("/page").header("Authorization", "Basic x"));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("too many wrong passwords");
  }
}
