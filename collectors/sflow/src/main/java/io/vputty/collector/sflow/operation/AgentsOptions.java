package io.vputty.collector.sflow.operation;

import io.vputty.collector.http.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which somebody asks a running collector for its agents, and the asking. */
public final class AgentsOptions {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int OK = 200;

  @SuppressWarnings("UnusedVariable") // where it stands, this group is there
  @Option(
      names = "--agents",
      required = true,
      description = "Ask a running collector for its agents, print them and exit.")
  private boolean agents;

  @Option(
      names = "--http",
      paramLabel = "URL",
      description = "Where it runs, such as http://127.0.0.1:9643; by default as set.")
  private @Nullable URI http;

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  /**
   * Asks.
   *
   * @param setting the collector's own "http" setting
   * @return a table or JSON
   * @throws IOException if nobody answers, or something else than agents
   */
  public String ask(String setting) throws IOException, InterruptedException {
    URI where = http == null ? local(setting) : http;
    URI agentsThere = URI.create(where.toString().replaceAll("/+$", "") + "/agents");
    String body = get(agentsThere);
    return json ? body : AgentTable.text(AgentsJson.read(body));
  }

  private static URI local(String setting) throws IOException {
    return HttpAddress.parse(setting)
        .orElseThrow(() -> new IOException("HTTP is off; say with --http where to ask"))
        .local();
  }

  private static String get(URI where) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    HttpRequest request = HttpRequest.newBuilder(where).timeout(PATIENCE).build();
    HttpResponse<String> answer;
    try {
      answer = client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IOException("no collector answers at %s: %s".formatted(where, reason(e)), e);
    }
    if (answer.statusCode() != OK) {
      throw new IOException("%s answers %d".formatted(where, answer.statusCode()));
    }
    return answer.body();
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
