package io.vputty.collector.sflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vputty.collector.Counters;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.sflow.operation.SflowMetrics;
import io.vputty.collector.sflow.pcap.Capture;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SflowProcessTest {

  private static final TestDatagram.Point POINT = new TestDatagram.Point(3, 3, 4, 16, 0);

  private final RecordingOutbox outbox = new RecordingOutbox();
  private final Counters counters = new Counters();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final SflowProcess process = start("127.0.0.1:0");

  @TempDir Path folder;

  private SflowProcess start(String http) {
    try {
      SflowConfig config =
          new ConfigLoader<>(SflowConfig.DEFAULTS, "X")
              .flags(Map.of("port", "0", "http", http))
              .load();
      return SflowProcess.start(
          config, () -> SflowCollector.start(config, outbox, 9, Clock.systemUTC(), counters));
    } catch (IOException | ConfigException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    process.close();
  }

  @Test
  void tellsItsMetrics() throws Exception {
    send(new TestDatagram().flow(POINT, 1018, TestDatagram.FRAME).bytes());
    send(new byte[3]);
    await().until(() -> counters.value("datagrams.received") == 2);
    await()
        .untilAsserted(
            () ->
                assertThat(get("/metrics").body())
                    .contains(
                        "vputty_sflow_datagrams_received_total 2.0",
                        "vputty_sflow_datagrams_total{outcome=\"decoded\",reason=\"\"} 1.0",
                        "{outcome=\"malformed\",reason=\"truncated\"} 1.0",
                        "vputty_sflow_samples_total{outcome=\"counted\",reason=\"\"} 1.0"));
  }

  @Test
  void publishesEveryGaugeOfItsCatalog() throws Exception {
    String metrics = get("/metrics").body();
    assertThat(SflowMetrics.CATALOG.gauges())
        .isNotEmpty()
        .allSatisfy(gauge -> assertThat(metrics).contains("\n" + gauge.name() + " "));
  }

  @Test
  void isReadyAsLongAsItReceivesAndKafkaTakesWhatItSends() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    outbox.problem = Optional.of("nothing has arrived for 15 s");
    assertThat(get("/health/ready"))
        .returns(503, HttpResponse::statusCode)
        .extracting(HttpResponse::body)
        .asString()
        .contains("\"receiver\":{\"ok\":true}", "nothing has arrived for 15 s");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void isNotAliveOnceItReceivesNoMore() throws Exception {
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    process.collector().close();
    assertThat(get("/health/live").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void tellsItsAgentsToTheCommand() throws Exception {
    assertThat(get("/agents").body()).startsWith("{\"agents\":[");
    assertThat(run("--agents", "--http", uri("").toString())).isZero();
    assertThat(out.toString()).startsWith("AGENT ");
    assertThat(run("--agents", "--json", "--set", "http=" + uri("").getAuthority())).isZero();
    assertThat(out.toString()).contains("{\"agents\":[");
  }

  @Test
  void recordsWhatItReceives() throws Exception {
    Path file = folder.resolve("record.pcap");
    int port = process.collector().boundPort();
    process.record(file, 1 << 20, "127.0.0.1");
    byte[] readable = new TestDatagram().flow(POINT, 1018, TestDatagram.FRAME).bytes();
    send(readable);
    send(new byte[3]);
    await().until(() -> counters.value("datagrams.received") == 2);
    process.close();
    try (Capture capture = new Capture(file, to -> to == port, new Counters())) {
      assertThat(capture.next().orElseThrow().length()).isEqualTo(readable.length);
      assertThat(capture.next().orElseThrow().source()).startsWith("127.0.0.1:");
      assertThat(capture.next()).isEmpty();
    }
  }

  @Test
  void receivesNothingWhenItsHttpPortIsTaken() {
    String taken = uri("").getAuthority();
    assertThatThrownBy(() -> start(taken))
        .hasCauseInstanceOf(IOException.class)
        .hasMessageContaining("cannot answer HTTP at " + taken);
    assertThat(outbox.calls).noneMatch(call -> call.what().equals("close"));
  }

  @Test
  void saysThatNobodyAnswers() {
    assertThat(run("--agents", "--http", "http://127.0.0.1:1")).isEqualTo(1);
    assertThat(err.toString()).startsWith("no collector answers at http://127.0.0.1:1/agents");
    assertThat(run("--agents", "--http", uri("/other").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("/other/agents answers 404");
    assertThat(run("--agents", "--set", "http=off")).isEqualTo(1);
    assertThat(err.toString()).contains("HTTP is off; say with --http where to ask");
  }

  @Test
  void checksItsSettings() {
    assertThat(run("--check-config", "--set", "kafka=sasl.password=hunter2")).isZero();
    assertThat(out.toString()).contains("port: 6343").doesNotContain("hunter2");
    assertThat(run("--check-config", "--set", "prot=1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("--prot: key 'prot' is not known; did you mean 'port'?");
  }

  @Test
  void refusesOptionsThatMakeNoSenseTogether() {
    assertThat(run("--record", "a.pcap", "--replay", "b.pcap")).isEqualTo(2);
    assertThat(err.toString()).startsWith("a replay cannot be recorded");
    assertThat(run("--json")).isEqualTo(2);
    assertThat(run("--record", "a.pcap", "--max-bytes", "much")).isEqualTo(2);
    assertThat(err.toString()).contains("'much' is no size such as 100MiB");
  }

  private int run(String... arguments) {
    return new CommandLine(new SflowCollectorMain())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private URI uri(String path) {
    return URI.create("http://" + process.http().address().orElseThrow() + path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private void send(byte[] payload) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress here = InetAddress.getLoopbackAddress();
      int port = process.collector().boundPort();
      socket.send(new DatagramPacket(payload, payload.length, here, port));
    }
  }
}
