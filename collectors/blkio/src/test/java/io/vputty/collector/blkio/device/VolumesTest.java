package io.vputty.collector.blkio.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.blkio.cgroup.DeviceNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumesTest {

  private static final DeviceNumber DEVICE = new DeviceNumber(8, 1);

  @TempDir private Path root;

  @Test
  void aDiskIsItsWorldWideName() throws IOException {
    put("sys/dev/block/8:1/device/wwid", "naa.600508b1001c\n");
    assertThat(volume().id()).isEqualTo("wwn:3600508b1001c");
    put("sys/dev/block/8:1/device/wwid", "t10.ATA     QEMU HARDDISK  1\n");
    assertThat(volume().id()).isEqualTo("wwn:1ATA_QEMU_HARDDISK_1");
  }

  @Test
  void aMultipathDeviceIsTheDiskBehindIt() throws IOException {
    put("sys/dev/block/8:1/dm/uuid", "mpath-3600508b1001c\n");
    put("sys/dev/block/8:1/slaves/sdb/dev", "8:16\n");
    put("sys/dev/block/8:1/slaves/sdc/dev", "8:32\n");
    assertThat(volume().id()).isEqualTo("wwn:3600508b1001c");
    assertThat(volume().below())
        .containsExactlyInAnyOrder(new DeviceNumber(8, 16), new DeviceNumber(8, 32));
  }

  @Test
  void aPartitionIsOnItsDisk() throws IOException {
    put("sys/devices/pci/block/sda/dev", "8:0\n");
    put("sys/devices/pci/block/sda/device/wwid", "eui.0025\n");
    put("sys/devices/pci/block/sda/sda1/partition", "1\n");
    Files.createDirectories(root.resolve("sys/dev/block"));
    Files.createSymbolicLink(
        root.resolve("sys/dev/block/8:1"), root.resolve("sys/devices/pci/block/sda/sda1"));
    assertThat(volume().id()).isEqualTo("wwn:20025");
    assertThat(volume().below()).containsExactly(new DeviceNumber(8, 0));
  }

  @Test
  void aLoopFileIsItsFile() throws IOException {
    put("sys/dev/block/8:1/loop/backing_file", "/srv/vm 1.img\n");
    put("proc/self/mountinfo", "22 1 254:0 / / rw - ext4 /dev/vda rw\nnonsense\n");
    assertThat(volume())
        .isEqualTo(new Volume("hv1:/srv/vm 1.img", Set.of(new DeviceNumber(254, 0))));
    put(
        "proc/self/mountinfo",
        """
        22 1 254:0 / / rw - ext4 /dev/vda rw
        40 22 0:50 /vms /srv rw - nfs4 nas:/export rw,addr=10.0.0.1
        """);
    assertThat(volume().id()).isEqualTo("nas:/export/vms/vm 1.img");
  }

  @Test
  void anythingElseIsOfThisHostAlone() throws IOException {
    assertThat(volume().id()).isEqualTo("hv1:8:1");
    put("sys/dev/block/8:1/uevent", "MAJOR=8\nMINOR=1\nDEVNAME=vdz\n");
    assertThat(volume().id()).isEqualTo("hv1:vdz");
  }

  private Volume volume() {
    Volumes volumes = new Volumes(root.resolve("sys"), root.resolve("proc"), "hv1");
    volumes.look();
    return volumes.of(DEVICE);
  }

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }
}
