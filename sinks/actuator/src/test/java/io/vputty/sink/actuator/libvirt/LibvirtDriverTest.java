package io.vputty.sink.actuator.libvirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.conformance.MigrationConformance;
import org.junit.jupiter.api.Test;

final class LibvirtDriverTest extends MigrationConformance {

  @SuppressWarnings("NullAway.Init") // before each test, in platform()
  private FakeDaemons daemons;

  @Override
  protected FakePlatform platform(Fleet fleet) {
    daemons = new FakeDaemons(fleet);
    return daemons;
  }

  /** Nothing of a migration that failed is left in libvirt but the VM on its source. */
  @Override
  protected boolean platformRemembersFailures() {
    return false;
  }

  @Test
  void migratesAsItWasSet() throws Exception {
    daemons.set("peer-uri.hv2", "fake://hv2");
    daemons.set("transport.hv2", "tcp://10.0.0.2");
    daemons.set("bandwidth", "64");
    daemons.set("auto-converge", "false");
    newDriver().start(move);
    assertThat(daemons.route())
        .contains(new Hypervisor.Route("fake://hv2", "tcp://10.0.0.2", 64, false, false));
  }

  @Test
  void asksForNoSecondMigration() throws Exception {
    newDriver().start(move);
    newDriver().start(move);
    assertThat(daemons.asked()).isEqualTo(1);
  }

  @Test
  void hasTheFiguresOfLibvirt() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.75, 300));
    fleet.cancel(VM);
  }

  @Test
  void stopsWhatTakesTooLong() throws Exception {
    daemons.set("migration-timeout", "30");
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.progress(move)).isInstanceOf(Progress.Running.class);
    daemons.elapsed(30_001);
    await()
        .untilAsserted(() -> assertThat(driver.progress(move)).isInstanceOf(Progress.Failed.class));
    assertThat(fleet.hostOf(VM)).contains(SOURCE);
  }

  @Test
  void skipsWhatHasNoRoom() throws Exception {
    daemons.set("memory-share", "60");
    assertThat(newDriver().check(move))
        .isEqualTo(
            new Precondition.Unmet(
                "hv2 has no room: 4294967296 of 5153960700 bytes are promised,"
                    + " it needs 1073741824"));
  }

  @Test
  void skipsWhatGoesToAnUnknownHost() throws Exception {
    daemons.forget("uri.hv2");
    assertThat(newDriver().check(move)).isEqualTo(new Precondition.Unmet("no uri.hv2 is set"));
  }
}
