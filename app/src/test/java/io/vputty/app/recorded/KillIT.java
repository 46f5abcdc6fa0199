package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.job.affinity.AffinityJob;
import io.vputty.job.drift.DriftJob;
import io.vputty.job.reshape.ReshapeJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run that is killed again and again commits what an unbroken run on the same input commits. */
class KillIT {

  private static final int SECONDS = 70;
  private static final int CHANGE_AT = 50;
  private static final int SEEDED_KILLS = 4;
  private static final int TRIES_BETWEEN = 8;
  private static final int LONGEST_WAIT_NANOS = 700_000_000;
  private static final long SEED = 20260105;
  private static final Instant END = Recording.START.plusSeconds(SECONDS);
  private static final List<String> JOBS =
      List.of(AffinityJob.NAME, DriftJob.NAME, ReshapeJob.NAME);

  @RegisterExtension static final KafkaExtension UNBROKEN = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void losesAndDoublesNothingWhenKilled() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 11));
    Recording.record(UNBROKEN.bootstrapServers(), centre, SECONDS, CHANGE_AT, directory);
    InputLog log = InputLog.read(UNBROKEN.bootstrapServers());
    Map<String, Long> caught;
    Run broken;
    try (KilledRun killed = new KilledRun(Files.createDirectory(directory.resolve("killed")))) {
      killAtSeededMoments(killed, log);
      caught = killBetweenPreCommitAndCommit(killed, log);
      Feed.finish(log, killed.bootstrap());
      broken = Run.read(killed.bootstrap(), END);
      assertThat(InputLog.read(killed.bootstrap()).counts()).isEqualTo(log.counts());
    }
    Run unbroken = Run.of(UNBROKEN.bootstrapServers(), directory.resolve("unbroken"), 1, END);

    assertThat(caught).as("transactions caught between pre-commit and commit").isNotEmpty();
    assertThat(unbroken.plans().get(Recording.DOMAIN)).hasSizeGreaterThan(3);
    assertThat(unbroken.differences(broken)).isEmpty();
  }

  private static void killAtSeededMoments(KilledRun killed, InputLog log) throws Exception {
    Random random = new Random(SEED);
    for (int kill = 1; kill <= SEEDED_KILLS; kill++) {
      try (Feed feed = Feed.start(log, killed.bootstrap())) {
        JOBS.forEach(killed::awaitCheckpoint);
        LockSupport.parkNanos(random.nextInt(LONGEST_WAIT_NANOS));
        killed.kill();
      }
      killed.restart();
      assertThat(killed.restoredJobs()).as("jobs restored after kill %d", kill).isEqualTo(3);
    }
  }

  private static Map<String, Long> killBetweenPreCommitAndCommit(KilledRun killed, InputLog log)
      throws Exception {
    Map<String, Long> caught = Map.of();
    for (int i = 0; i < TRIES_BETWEEN && caught.isEmpty(); i++) {
      try (Feed feed = Feed.start(log, killed.bootstrap())) {
        killed.awaitCheckpoint(AffinityJob.NAME);
        killed.awaitCheckpoint(AffinityJob.NAME);
        killed.kill();
      }
      caught = killed.caughtBetween(JOBS);
      killed.restart();
    }
    return caught;
  }
}
