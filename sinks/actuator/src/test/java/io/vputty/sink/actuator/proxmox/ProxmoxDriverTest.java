package io.vputty.sink.actuator.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import io.vputty.sink.actuator.conformance.MigrationConformance;
import io.vputty.sink.actuator.setting.SettingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxmoxDriverTest extends MigrationConformance {

  @TempDir private Path directory;

  @SuppressWarnings("NullAway.Init") // before each test, in platform()
  private FakeProxmox proxmox;

  @Override
  protected FakePlatform platform(Fleet fleet) throws Exception {
    proxmox = new FakeProxmox(fleet, VM, directory);
    return proxmox;
  }

  /** Tasks that ended are kept, but not for which move they were. */
  @Override
  protected boolean platformRemembersFailures() {
    return false;
  }

  @Test
  void asksForAnOnlineMigration() throws Exception {
    proxmox.set("bandwidth", "65536");
    proxmox.set("local-disks", "true");
    newDriver().start(move);
    assertThat(proxmox.asked())
        .containsExactly(
            "POST /nodes/hv1/qemu/101/migrate"
                + " bwlimit=65536&online=1&target=hv2&with-local-disks=1");
  }

  @Test
  void hasTheFiguresOfTheTasksLog() throws Exception {
    MoveDriver driver = newDriver();
    driver.start(move);
    assertThat(driver.progress(move)).isEqualTo(new Progress.Running(0.375, 1610612736));
    arrive();
    assertThat(driver.progress(move)).isEqualTo(new Progress.Arrived(2684354560L, 27));
  }

  @Test
  void readsUnitsOfLogs() {
    assertThat(MigrationLog.of(List.of("transferred 512.0 MiB of 2.0 GiB VM-state")))
        .isEqualTo(new MigrationLog(0.25, 512L << 20, -1));
    assertThat(MigrationLog.of(List.of("transferred 0.0 B of 2.0 GiB", "noise")))
        .isEqualTo(new MigrationLog(0, 0, -1));
    assertThat(MigrationLog.of(List.of("transferred 3 GiB of 2 GiB")).share()).isEqualTo(1);
  }

  @Test
  void findsVmsByNameOrNumber() throws Exception {
    move.setVm("web-of-the-shop");
    assertThat(newDriver().check(move)).isInstanceOf(Precondition.Unmet.class);
    proxmox.set("vmid.web-of-the-shop", "101");
    assertThat(newDriver().check(move)).isEqualTo(new Precondition.Met());
    proxmox.set("vmid.web-of-the-shop", "999");
    assertThat(newDriver().check(move)).isInstanceOf(Precondition.Unmet.class);
    move.setVm("another");
    proxmox.set("identity", "name");
    assertThat(newDriver().check(move)).isEqualTo(new Precondition.Met());
  }

  @Test
  void skipsWhatCannotBeMigrated() throws Exception {
    proxmox.conditions("{\"local_disks\": [{\"volid\": \"local-lvm:vm-101-disk-0\"}]}");
    assertUnmet("web has disks on hv1 alone");
    proxmox.conditions("{\"local_resources\": [\"hostpci0\"]}");
    assertUnmet("web uses devices of hv1");
    proxmox.conditions("{\"not_allowed_nodes\": {\"hv2\": {\"unavailable_storages\": [\"a\"]}}}");
    assertUnmet("hv2 lacks what web needs");
    proxmox.extra(", \"hastate\": \"started\"");
    assertUnmet("web is the HA manager's to move");
  }

  private void assertUnmet(String reason) throws Exception {
    assertThat(newDriver().check(move)).isEqualTo(new Precondition.Unmet(reason));
  }

  @Test
  void needsToKnowVms() {
    proxmox.set("identity", "address");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(this::newDriver)
        .withMessage("identity (address) must be uuid or name");
  }
}
