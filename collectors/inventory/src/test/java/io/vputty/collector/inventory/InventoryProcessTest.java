package io.vputty.collector.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Counters;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.http.HttpAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InventoryProcessTest {

  private final RecordingOutbox outbox = new RecordingOutbox();

  @TempDir Path folder;
  private @Nullable CollectorProcess<InventoryCollector> process;

  @BeforeEach
  void start() throws Exception {
    Path file = Files.writeString(folder.resolve("inventory.yaml"), "hosts: [{name: a}]");
    process = start(file, "127.0.0.1:0");
  }

  private CollectorProcess<InventoryCollector> start(Path file, String http) throws Exception {
    InventoryConfig config =
        new ConfigLoader<>(InventoryConfig.DEFAULTS, "X")
            .flags(Map.of("file", file.toString(), "http", http))
            .load();
    return CollectorProcess.start(
        config.http(),
        InventoryMetrics.CATALOG,
        () -> InventoryCollector.start(config, Map.of(), outbox, Clock.systemUTC(), new Counters()),
        InventoryCollector::operation);
  }

  @AfterEach
  void stop() {
    if (process != null) {
      process.close();
    }
  }

  @Test
  void tellsItsMetrics() throws Exception {
    assertThat(get("/metrics").body())
        .contains("vputty_inventory_entities_total{change=\"added\"} 1.0");
  }

  @Test
  void isReadyAsLongAsKafkaTakesWhatItSends() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    outbox.problem = Optional.of("not delivered: too large");
    assertThat(get("/health/ready"))
        .returns(503, HttpResponse::statusCode)
        .extracting(HttpResponse::body)
        .asString()
        .contains("not delivered: too large");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhichPortIsTaken() {
    String taken = address().toString();
    assertThatThrownBy(() -> start(folder.resolve("inventory.yaml"), taken))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot answer HTTP at " + taken);
  }

  @Test
  void givesThePortBackWhenItsFileIsMissing() throws Exception {
    String address = address().toString();
    stop();
    assertThatThrownBy(() -> start(folder.resolve("none.yaml"), address))
        .isInstanceOf(IOException.class);
    process = start(folder.resolve("inventory.yaml"), address);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void checksItsSettings() {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new InventoryCollectorMain())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(out, true));
    assertThat(command.execute("--check-config", "--set", "kafka=ssl.key.password=hunter2"))
        .isZero();
    assertThat(out.toString()).contains("poll: 500ms").doesNotContain("hunter2");
    assertThat(command.execute("--check-config", "--set", "pol=1s")).isEqualTo(2);
    assertThat(out.toString()).contains("key 'pol' is not known; did you mean 'poll'?");
  }

  private HttpAddress address() {
    if (process == null) {
      throw new IllegalStateException("not started");
    }
    return process.http().address().orElseThrow();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(address().local() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }
}
