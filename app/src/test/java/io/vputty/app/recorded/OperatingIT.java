package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.reshape.ReshapeJob;
import io.vputty.schema.Topic;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What docs/operating.md says of going on after more than a stop, on a cluster of processes: a
 * second planner beside the first, changing over to it, going back, and starting again when every
 * checkpoint is lost. It takes minutes: {@code -Dvputty.operating=true} runs it.
 */
@EnabledIfSystemProperty(named = "vputty.operating", matches = "true")
class OperatingIT {

  private static final int SECONDS = 90;
  private static final int CHANGE_AT = 30;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);
  private static final Instant CHANGE_OVER = Recording.START.plusSeconds(45);
  private static final Instant LOST = Recording.START.plusSeconds(70);
  private static final String GREEN = "v2";
  private static final Topic GREEN_PLANS = Topics.PLANS.inVersion(GREEN);
  private static final int SLOTS = 6;
  private static final int WINDOW_SECONDS = 5;

  /** Output stands so far behind input: late telemetry is waited for. */
  private static final int LAG = 8;

  @RegisterExtension static final KafkaExtension RECORDED = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void goesOnAsThePageSays() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(48, 5));
    Recording.record(RECORDED.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog log = InputLog.read(RECORDED.bootstrapServers());
    Path clusterFolder = directory.resolve("flink");
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
        SessionCluster flink = SessionCluster.start(clusterFolder, SLOTS)) {
      String kafka = broker.bootstrapServers();
      topics(kafka);
      Feed.finish(log.before(CHANGE_OVER), kafka);
      String affinity = SubmissionIT.submit(flink, "affinity", kafka, List.of());
      SubmissionIT.submit(flink, "drift", kafka, List.of());
      String blue = SubmissionIT.submit(flink, "reshape", kafka, List.of());
      Instant told = CHANGE_OVER.minusSeconds(LAG);
      Map<String, List<String>> first = plans(kafka, Topics.PLANS, told);

      String green = green(flink, kafka);
      assertThat(plans(kafka, GREEN_PLANS, told)).as("replayed beside it").isEqualTo(first);

      String ofGreen = flink.stop(green);
      String ofBlue = flink.stop(blue);
      String over = SubmissionIT.submit(flink, "reshape", kafka, List.of(), "-s", ofGreen);
      Feed.finish(log.before(LOST), kafka);
      Instant after = LOST.minusSeconds(LAG);
      Map<String, List<String>> changedOver = plans(kafka, Topics.PLANS, after);
      assertThat(times(changedOver))
          .as("each once, also around the change")
          .doesNotHaveDuplicates();
      assertThat(times(changedOver)).hasSizeGreaterThan(times(first).size());

      flink.stop(over);
      SubmissionIT.submit(flink, "reshape", kafka, List.of(), "-s", ofBlue);
      Feed.finish(log, kafka);
      Map<String, List<String>> back = plans(kafka, Topics.PLANS, END.minusSeconds(1));
      assertThat(ids(back).containsAll(ids(changedOver))).isTrue();
      assertThat(new HashSet<>(times(back)))
          .as("told again under the same ids")
          .hasSameSizeAs(ids(back));

      Map<String, List<String>> edges =
          Output.read(kafka, Topics.EDGES, AffinityJob.NAME, END.minusSeconds(LAG));
      flink.cancel(affinity);
      Map<Integer, Long> ends = Output.ends(kafka, Topics.EDGES);
      delete(clusterFolder.resolve("state"));
      Instant from = END.minusSeconds(30);
      SubmissionIT.submit(flink, "affinity", kafka, List.of("--start-from", from.toString()));
      Map<String, List<String>> again =
          Output.read(kafka, Topics.EDGES, AffinityJob.NAME, END.minusSeconds(LAG), ends);
      assertThat(again).as("rebuilt from a time").isNotEmpty();
      Instant whole = from.plusSeconds(WINDOW_SECONDS + LAG);
      assertThat(unlike(edges, again, whole)).isEmpty();
    }
  }

  private static void topics(String kafka) throws Exception {
    ContractTopics.ensure(Map.of("bootstrap.servers", kafka), TopicAdmin.Sizing.REPLAY);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      List<Topic> beside = List.of(GREEN_PLANS, Topics.VERDICTS.inVersion(GREEN));
      new TopicAdmin(admin, TopicAdmin.Sizing.REPLAY).create(beside, Optional.empty());
    }
  }

  private static String green(SessionCluster flink, String kafka)
      throws IOException, InterruptedException {
    return SubmissionIT.submit(flink, "reshape", kafka, List.of("--output-version", GREEN));
  }

  private static Map<String, List<String>> plans(String kafka, Topic topic, Instant until) {
    return Output.read(kafka, topic, ReshapeJob.NAME, until);
  }

  private static List<String> times(Map<String, List<String>> plans) {
    return plans.getOrDefault(Recording.DOMAIN, List.of()).stream()
        .map(plan -> field(plan, "time"))
        .toList();
  }

  private static Set<String> ids(Map<String, List<String>> plans) {
    Set<String> ids = new HashSet<>();
    plans.getOrDefault(Recording.DOMAIN, List.of()).forEach(plan -> ids.add(field(plan, "id")));
    return ids;
  }

  /** The value of a field of a record as its text has it. */
  private static String field(String record, String name) {
    String after = record.substring(record.indexOf("\"" + name + "\": ") + name.length() + 4);
    return after.substring(0, after.indexOf(','));
  }

  /**
   * Records since a time that are not, byte for byte, among those that were told before; the newest
   * had not been read yet when these were.
   */
  private static List<String> unlike(
      Map<String, List<String>> before, Map<String, List<String>> again, Instant since) {
    return again.entrySet().stream()
        .flatMap(
            edge ->
                edge.getValue().stream()
                    .filter(record -> !time(record).isBefore(since))
                    .filter(record -> time(record).isBefore(END.minusSeconds(LAG)))
                    .filter(
                        record -> !before.getOrDefault(edge.getKey(), List.of()).contains(record)))
        .limit(5)
        .toList();
  }

  private static Instant time(String record) {
    return Instant.parse(field(record, "time").replace("\"", ""));
  }

  /** The jobs that go on still write there, so that once may not be enough. */
  private static void delete(Path folder) {
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsMatching(
            e -> e instanceof IOException || e instanceof UncheckedIOException)
        .until(() -> deleted(folder));
  }

  private static boolean deleted(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return true;
  }
}
