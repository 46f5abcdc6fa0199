package io.vputty.sink.actuator.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every driver does, one that moves nothing too. */
@Timeout(60)
public abstract class DriverConformance {

  protected static final String VM = "5d307ca9-b3ef-428c-8861-06e72d69f223";
  protected static final String NAME = "web";
  protected static final String SOURCE = "hv1";
  protected static final String TARGET = "hv2";
  protected static final String THIRD = "hv3";

  protected final Fleet fleet = new Fleet();
  protected final Move move =
      Move.newBuilder()
          .setId("3f2a9c0d1e5b7a64")
          .setVm(VM)
          .setVmName(NAME)
          .setSource(SOURCE)
          .setTarget(TARGET)
          .setMemoryBytes(1L << 30)
          .build();

  private final List<MoveDriver> opened = new ArrayList<>();
  private FakePlatform platform;

  /** A platform of the driver's kind over the fleet. */
  protected abstract FakePlatform platform(Fleet fleet) throws Exception;

  @BeforeEach
  final void startPlatform() throws Exception {
    fleet.addHost(SOURCE);
    fleet.addHost(TARGET);
    fleet.addHost(THIRD);
    fleet.put(VM, SOURCE);
    platform = platform(fleet);
  }

  @AfterEach
  final void stopPlatform() throws Exception {
    fleet.speak();
    opened.forEach(MoveDriver::close);
    platform.close();
  }

  /** A driver of a process that has just started. */
  protected final MoveDriver newDriver() throws Exception {
    MoveDriver driver = platform.driver();
    opened.add(driver);
    return driver;
  }

  /** The VM's migration ends well. */
  protected final void arrive() {
    fleet.arrive(VM);
  }

  @Test
  void hasAName() throws Exception {
    assertThat(newDriver().name()).matches("[a-z-]+");
  }

  @Test
  void tellsThatAClaimedMoveNeverStarted() throws Exception {
    assertThat(newDriver().progress(move)).isEqualTo(new Progress.NotStarted());
  }

  @Test
  void skipsWhatIsNotOnTheSource() throws Exception {
    fleet.put(VM, THIRD);
    assertUnmet(newDriver().check(move));
  }

  @Test
  void leavesAloneWhatIsNotOnTheSource() throws Exception {
    fleet.put(VM, THIRD);
    startRefused(newDriver());
    assertThat(fleet.begun(VM)).isZero();
  }

  @Test
  void skipsWhatIsGone() throws Exception {
    fleet.lose(VM);
    assertUnmet(newDriver().check(move));
    startRefused(newDriver());
    assertThat(fleet.begun(VM)).isZero();
  }

  @Test
  void skipsWhatIsOnTheTarget() throws Exception {
    fleet.put(VM, TARGET);
    assertUnmet(newDriver().check(move));
  }

  @Test
  void skipsWhatWouldGoToAHostThatIsGone() throws Exception {
    fleet.loseHost(TARGET);
    assertUnmet(newDriver().check(move));
  }

  private static void assertUnmet(Precondition precondition) {
    assertThat(precondition)
        .isInstanceOfSatisfying(
            Precondition.Unmet.class, unmet -> assertThat(unmet.reason()).isNotBlank());
  }

  private void startRefused(MoveDriver driver) {
    assertThatExceptionOfType(DriverException.class)
        .isThrownBy(() -> driver.start(move))
        .satisfies(refused -> assertThat(refused.reason()).isNotBlank());
  }
}
