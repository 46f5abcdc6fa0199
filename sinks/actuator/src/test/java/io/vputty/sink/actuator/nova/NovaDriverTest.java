package io.vputty.sink.actuator.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.conformance.MigrationConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NovaDriverTest extends MigrationConformance {

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // before each test, in platform()
  private FakeNova nova;

  @Override
  protected FakePlatform platform(Fleet fleet) throws Exception {
    nova = new FakeNova(fleet, directory);
    return nova;
  }

  /** Nova tells of migrations that failed, but not for which move they were. */
  @Override
  protected boolean platformRemembersFailures() {
    return false;
  }

  @Test
  void namesTheTargetsComputeService() throws Exception {
    newDriver().start(move);
    assertThat(nova.asked())
        .containsExactly(
            "POST /compute/v2.1/servers/%s/action ".formatted(VM)
                + """
                {"os-migrateLive":{"host":"compute-hv2","block_migration":"auto"}}""");
  }

  @Test
  void hasTheFiguresOfNova() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.75, 300));
  }

  @Test
  void logsInAgainWhenItsTokenIsRevoked() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    nova.revokeTokens();
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
  }

  @Test
  void forcesOnceWhatTakesLong() throws Exception {
    nova.set("force-after", "60");
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
    assertThat(nova.asked())
        .filteredOn(each -> each.contains("force_complete"))
        .containsExactly(
            "POST /compute/v2.1/servers/%s/migrations/1/action {\"force_complete\":null}"
                .formatted(VM));
  }

  @Test
  void stopsWhatTakesTooLong() throws Exception {
    nova.set("migration-timeout", "60");
    MoveDriver driver = newDriver();
    driver.start(move);
    await()
        .untilAsserted(() -> assertThat(driver.progress(move)).isInstanceOf(Progress.Failed.class));
    assertThat(fleet.hostOf(VM)).contains(SOURCE);
  }

  @Test
  void doesNotTakeAnOlderFailureForItsOwn() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.cancel(move)).isTrue();
    assertThat(newDriver().progress(move)).isEqualTo(new Progress.NotStarted());
    driver.start(move);
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
  }
}
