package io.vputty.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/** Asks a console as this user or that; each user's password is its name. */
final class ConsoleClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;
  private final String url;

  ConsoleClient(HttpClient client, String url) {
    this.client = client;
    this.url = url;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
  }

  /** A change as a page of the console sends it. */
  HttpRequest.Builder post(String path, String body) {
    return bare(path, body).header("X-Vputty-Console", "test");
  }

  /** A change as a page of another site could send it. */
  HttpRequest.Builder bare(String path, String body) {
    return request(path).POST(HttpRequest.BodyPublishers.ofString(body));
  }

  static HttpRequest.Builder as(String user, HttpRequest.Builder request) {
    return as(user, user, request);
  }

  static HttpRequest.Builder as(String user, String password, HttpRequest.Builder request) {
    String pair = user + ":" + password;
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + encoded);
  }

  /** What came back. */
  record Answer(int statusCode, HttpHeaders headers, String body) {}

  /** The whole answer; of events, which do not end, only that there are some. */
  Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.build();
    HttpResponse<InputStream> answer = client.send(built, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      boolean endless = built.uri().getPath().equals("/api/events") && answer.statusCode() == 200;
      String body = endless ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(answer.statusCode(), answer.headers(), body);
    }
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(as("viewer", request(path))).body());
  }

  /** It is refused with this status, and says why. */
  void refused(HttpRequest.Builder request, int status, String why)
      throws IOException, InterruptedException {
    Answer answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    String error = JSON.readTree(answer.body()).path("error").asText();
    assertThat(error.toLowerCase(Locale.ROOT)).contains(why.toLowerCase(Locale.ROOT));
  }
}
