package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.broker.ContractTopics;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job jars on a Flink cluster of its own processes and a Kafka of its own, as the README says:
 * submitted with Flink's command line, a TaskManager killed, stopped with savepoints, and gone on
 * with at another parallelism; what they commit is what an unbroken run commits.
 */
class SubmissionIT {

  private static final int SECONDS = 70;
  private static final int CHANGE_AT = 30;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);
  private static final Instant KILL = Recording.START.plusSeconds(20);
  private static final Instant SCALE = Recording.START.plusSeconds(45);
  private static final List<String> JOBS = List.of("affinity", "drift", "reshape");
  private static final int SLOTS = 6;

  /** Output stands so far behind input: late telemetry is waited for. */
  private static final int LAG = 8;

  @RegisterExtension static final KafkaExtension UNBROKEN = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void commitsTheSameAfterAKillAndAChangeOfParallelism() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(48, 5));
    Recording.record(UNBROKEN.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog log = InputLog.read(UNBROKEN.bootstrapServers());

    Run submitted = submitted(log);

    Run unbroken = Run.of(UNBROKEN.bootstrapServers(), directory.resolve("unbroken"), 1, END);
    assertThat(submitted.plans().get(Recording.DOMAIN)).hasSizeGreaterThan(3);
    assertThat(unbroken.differences(submitted)).isEmpty();
  }

  private static Run submitted(InputLog log) throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("kafka"));
        SessionCluster flink = SessionCluster.start(directory.resolve("flink"), SLOTS)) {
      String kafka = broker.bootstrapServers();
      ContractTopics.ensure(Map.of("bootstrap.servers", kafka), TopicAdmin.Sizing.REPLAY);
      Feed.finish(log.before(KILL), kafka);
      Map<String, String> ids = new LinkedHashMap<>();
      for (String job : JOBS) {
        ids.put(job, submit(flink, job, kafka));
      }
      Output.read(kafka, Topics.EDGES, AffinityJob.NAME, KILL.minusSeconds(LAG));

      flink.replaceTaskManager();
      Feed.finish(log.before(SCALE), kafka);
      Output.read(kafka, Topics.EDGES, AffinityJob.NAME, SCALE.minusSeconds(LAG));

      for (Map.Entry<String, String> id : ids.entrySet()) {
        submit(flink, id.getKey(), kafka, "-p", "2", "-s", flink.stop(id.getValue()));
      }
      Feed.finish(log, kafka);
      return Run.read(kafka, END);
    }
  }

  private static String submit(SessionCluster flink, String job, String kafka, String... options)
      throws IOException, InterruptedException {
    return submit(flink, job, kafka, List.of(), options);
  }

  /**
   * Submits a job with the windows of recorded runs.
   *
   * @param further arguments of the job
   * @param options of {@code flink run}
   */
  static String submit(
      SessionCluster flink, String job, String kafka, List<String> further, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(JobJar.of(job).toString());
    arguments.addAll(List.of("--bootstrap-servers", kafka));
    arguments.addAll(List.of("--checkpoint-interval", "500ms", "--idle-timeout", "3m"));
    arguments.addAll(JobJar.arguments(job, flink.configuration()));
    arguments.addAll(further);
    return flink.run(arguments.toArray(String[]::new));
  }
}
