package io.vputty.sink.actuator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every driver does that moves VMs. */
public abstract class MigrationConformance extends DriverConformance {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Whether the platform tells how a migration ended even to who did not see it. */
  protected boolean platformRemembersFailures() {
    return true;
  }

  @Test
  void movesWhatCanBeMoved() throws Exception {
    MoveDriver driver = newDriver();
    assertThat(driver.check(move)).isEqualTo(new Precondition.Met());
    driver.start(move);
    awaitRunning(driver);
    fleet.arrive(VM);
    awaitArrived(driver);
    assertThat(fleet.migrations(VM))
        .singleElement()
        .satisfies(one -> assertThat(one.target()).isEqualTo(TARGET));
  }

  @Test
  void startsOnceWhatIsStartedTwice() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    driver.start(move);
    newDriver().start(move);
    assertThat(fleet.begun(VM)).isEqualTo(1);
  }

  @Test
  void startsNoMoreWhatHasArrived() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.arrive(VM);
    newDriver().start(move);
    assertThat(fleet.begun(VM)).isEqualTo(1);
    awaitArrived(newDriver());
  }

  @Test
  void followsWhatAnotherProcessStarted() throws Exception {
    MoveDriver before = newDriver();
    before.start(move);
    awaitRunning(before);
    MoveDriver driver = newDriver();
    awaitRunning(driver);
    fleet.arrive(VM);
    awaitArrived(driver);
  }

  @Test
  void startsNothingWhileTheVmMigrates() throws Exception {
    fleet.beginAnother(VM, THIRD);
    assertThat(newDriver().check(move)).isInstanceOf(Precondition.Unmet.class);
  }

  @Test
  void followsASlowMigration() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    for (int look = 0; look < 5; look++) {
      assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
    }
    fleet.arrive(VM);
    awaitArrived(driver);
  }

  @Test
  void tellsThatItFailed() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.fail(VM, "the link broke");
    awaitFailed(driver);
    Progress later = newDriver().progress(move);
    if (platformRemembersFailures()) {
      assertThat(later).isInstanceOf(Progress.Failed.class);
    } else {
      assertThat(later).isEqualTo(new Progress.NotStarted());
    }
  }

  @Test
  void cancels() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    assertThat(driver.cancel(move)).isTrue();
    assertThat(fleet.running(VM)).isEmpty();
    assertThat(fleet.hostOf(VM)).contains(SOURCE);
    assertThat(driver.progress(move))
        .isInstanceOfAny(Progress.NotStarted.class, Progress.Failed.class);
  }

  @Test
  void cancelsWhatNeverStarted() throws Exception {
    assertThat(newDriver().cancel(move)).isTrue();
    assertThat(fleet.hostOf(VM)).contains(SOURCE);
  }

  @Test
  void cancelsWhatAnotherProcessStarted() throws Exception {
    MoveDriver before = newDriver();
    before.start(move);
    awaitRunning(before);
    assertThat(newDriver().cancel(move)).isTrue();
    assertThat(fleet.running(VM)).isEmpty();
  }

  @Test
  void doesNotCancelWhatHasArrived() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.arrive(VM);
    assertThat(driver.cancel(move)).isFalse();
    awaitArrived(driver);
  }

  @Test
  void failsIfTheVmGoesAway() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.lose(VM);
    awaitFailed(driver);
  }

  @Test
  void failsIfTheTargetGoesAway() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.fail(VM, "hv2 is gone");
    fleet.loseHost(TARGET);
    awaitFailed(driver);
    assertThat(fleet.hostOf(VM)).contains(SOURCE);
  }

  @Test
  void arrivesIfTheSourceGoesAwayLater() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.arrive(VM);
    fleet.loseHost(SOURCE);
    awaitArrived(driver);
    awaitArrived(newDriver());
  }

  @Test
  void tellsThatThePlatformDoesNotAnswer() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    awaitRunning(driver);
    fleet.silence();
    assertNoAnswer(() -> driver.check(move));
    assertNoAnswer(() -> driver.progress(move));
    assertNoAnswer(() -> driver.cancel(move));
    fleet.speak();
    awaitRunning(driver);
    assertThat(fleet.begun(VM)).isEqualTo(1);
  }

  private static void assertNoAnswer(ThrowingCallable call) {
    assertThatExceptionOfType(DriverException.class)
        .isThrownBy(call)
        .satisfies(thrown -> assertThat(thrown.reason()).isNotBlank());
  }

  private void awaitRunning(MoveDriver driver) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(driver.progress(move))
                    .isInstanceOfSatisfying(
                        Progress.Running.class,
                        running -> assertThat(running.share()).isBetween(0.0, 1.0)));
  }

  private void awaitArrived(MoveDriver driver) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(driver.progress(move)).isInstanceOf(Progress.Arrived.class));
  }

  private void awaitFailed(MoveDriver driver) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(driver.progress(move))
                    .isInstanceOfSatisfying(
                        Progress.Failed.class, failed -> assertThat(failed.reason()).isNotBlank()));
  }
}
