package io.vputty.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
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

  /** The whole answer; of events only that there are some. */
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpRequest built = request.build();
    if (!built.uri().getPath().equals("/api/events")) {
      return client.send(built, BodyHandlers.ofString());
    }
    return client.send(
        built,
        info ->
            info.statusCode() == 200
                ? HttpResponse.BodySubscribers.replacing("")
                : HttpResponse.BodySubscribers.ofString(StandardCharsets.UTF_8));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(send(as("viewer", request(path))).body());
  }

  /** It is refused with this status, and says why. */
  void refused(HttpRequest.Builder request, int status, String why)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    String error = JSON.readTree(answer.body()).path("error").asText();
    assertThat(error.toLowerCase(Locale.ROOT)).contains(why.toLowerCase(Locale.ROOT));
  }
}
