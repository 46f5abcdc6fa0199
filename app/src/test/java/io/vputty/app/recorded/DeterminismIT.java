package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input topics give the same output, whatever the parallelism and the order of arrival.
 */
class DeterminismIT {

  private static final int SECONDS = 80;
  private static final int CHANGE_AT = 50;
  private static final int LATE_AT = 30;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final long SEED = 20260106;

  @RegisterExtension static final KafkaExtension RECORDED = new KafkaExtension();
  @RegisterExtension static final KafkaExtension ONE = new KafkaExtension();
  @RegisterExtension static final KafkaExtension OTHER = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void sameInputsGiveTheSameBytesAtAnyParallelism() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    Recording.record(RECORDED.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog log =
        InputLog.read(RECORDED.bootstrapServers())
            .withLateFlows(Recording.START.plusSeconds(LATE_AT), Duration.ofSeconds(2));
    log.writeTo(ONE.bootstrapServers());

    Run one = Run.of(ONE.bootstrapServers(), directory.resolve("one"), 1, END);
    Run other = fedInPieces(log);

    assertThat(one.edges()).hasSizeGreaterThan(100);
    assertThat(one.drift()).isNotEmpty();
    assertThat(one.plans().get(Recording.DOMAIN)).hasSizeGreaterThan(3);
    assertThat(one.differences(other)).isEmpty();
    plansAreSignedAndTraced(Objects.requireNonNull(one.plans().get(Recording.DOMAIN)));
    theVolumeHasWhatWasRecorded(one.edges(), centre.fleet().vms().get(0).id());
    thereAreEdgesOfEveryKind(one.edges());
    whatCameLateIsToldOnceMore(one.edges());
  }

  /** Two subtasks, and partitions of which now this one and now that one stands still. */
  private static Run fedInPieces(InputLog log) throws Exception {
    String bootstrap = OTHER.bootstrapServers();
    try (KafkaProducer<byte[], byte[]> producer = InputLog.producer(bootstrap)) {
      List<List<InputLog.Entry>> pieces = log.inPieces(SEED);
      pieces.subList(0, log.places()).forEach(piece -> send(piece, producer));
      try (Pipeline unused = Run.start(bootstrap, directory.resolve("other"), 2)) {
        for (List<InputLog.Entry> piece : pieces.subList(log.places(), pieces.size())) {
          send(piece, producer);
          LockSupport.parkNanos(PAUSE.toNanos());
        }
        producer.flush();
        return Run.read(bootstrap, END);
      }
    }
  }

  private static void send(List<InputLog.Entry> piece, KafkaProducer<byte[], byte[]> producer) {
    piece.forEach(entry -> InputLog.send(producer, entry));
  }

  private static void plansAreSignedAndTraced(List<String> plans) {
    assertThat(plans)
        .allSatisfy(
            plan ->
                assertThat(plan)
                    .containsPattern("traceparent=00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                    .contains("vputty-plan-id=", "vputty-key-id=", "vputty-signature="));
  }

  private static void thereAreEdgesOfEveryKind(Map<String, List<String>> edges) {
    assertThat(edges.keySet().stream().map(key -> key.substring(0, key.indexOf('/'))).distinct())
        .containsExactlyInAnyOrder("NETWORK", "STORAGE", "MEMORY", "CONFLICT");
  }

  /** Once for each window that the late second is in, and no more. */
  private static void whatCameLateIsToldOnceMore(Map<String, List<String>> edges) {
    Map<String, Long> revised = new TreeMap<>();
    edges.forEach(
        (edge, windows) -> {
          List<String> again =
              windows.stream().filter(window -> window.contains("\"revision\": 1")).toList();
          assertThat(again.stream().distinct()).as(edge).hasSameSizeAs(again);
          revised.put(edge, (long) again.size());
        });
    assertThat(revised.values()).anyMatch(count -> count > 0).allMatch(count -> count <= 2);
  }

  /** The panes' bytes add up to what the looks counted, but for the half second after the end. */
  private static void theVolumeHasWhatWasRecorded(Map<String, List<String>> edges, String vm) {
    List<String> windows =
        Objects.requireNonNull(edges.get("STORAGE/" + vm + "/" + Recording.VOLUME));
    double counted = windows.stream().mapToDouble(DeterminismIT::paneBytes).sum();
    double each = Recording.READ_BYTES + Recording.WRITTEN_BYTES;
    double looks = (double) SECONDS / Recording.LOOK_SECONDS;
    assertThat(counted).isBetween(each * (looks - 0.09), each * looks);
    assertThat(windows).hasSizeGreaterThanOrEqualTo(SECONDS);
  }

  private static double paneBytes(String window) {
    Matcher bytes = Pattern.compile("\"pane\": \\{\"bytes\": ([0-9.E]+)").matcher(window);
    assertThat(bytes.find()).as(window).isTrue();
    return Double.parseDouble(bytes.group(1));
  }
}
