package io.vputty.collector.inventory.libvirt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Volume;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids are those under which collectors/blkio counts, as its VolumesTest has them. */
class DiskSourceTest {

  @ParameterizedTest
  @CsvSource({
    "/dev/vdb, hv1:vdb, hv1",
    "/dev/mapper/guests-web, hv1:/dev/mapper/guests-web, hv1",
    "/dev/guests/web, hv1:/dev/guests/web, hv1",
    "/dev/disk/by-id/wwn-0x600140512345678, wwn:3600140512345678, ''",
    "/dev/disk/by-id/wwn-0x600140512345678-part1, wwn:3600140512345678, ''",
    "/dev/disk/by-id/scsi-3600140512345678, wwn:3600140512345678, ''",
    "/dev/disk/by-id/dm-uuid-mpath-3600140512345678901234567abcdef01,"
        + " wwn:3600140512345678901234567abcdef01, ''",
    "/dev/mapper/3600140512345678901234567abcdef01," + " wwn:3600140512345678901234567abcdef01, ''",
    "/dev/disk/by-id/dm-uuid-LVM-abc123, dm:LVM-abc123, ''",
    "/dev/disk/by-id/nvme-eui.0025385b71b00001, wwn:20025385b71b00001, ''",
  })
  void namesDevicesAsTheirIoIsCounted(String path, String id, String host) throws Exception {
    assertThat(volume("<disk type='block'><source dev='" + path + "'/></disk>"))
        .contains(new Volume(id, host, "", 0L));
  }

  @ParameterizedTest
  @CsvSource({
    "<source protocol='rbd' name='pool/img'/>, rbd:pool/img",
    "<source protocol='iscsi' name='iqn.2013-07.com.example:t/1'/>,"
        + " iscsi:iqn.2013-07.com.example:t/1",
    "<source protocol='gluster' name='vol/img'><host name='g'/></source>, gluster:vol/img",
    "<source protocol='nbd' name='disk'><host name='n'/></source>, nbd:disk",
    "<source protocol='nbd'><host name='n' port='1'/></source>, nbd:n",
    "<source protocol='nbd'><host transport='unix' socket='/s'/></source>, nbd:/s",
    "<source protocol='nfs' name='/export/a.img'><host name='nas'/></source>, nas:/export/a.img",
  })
  void namesNetworkDisksTheSameOnEveryHost(String source, String id) throws Exception {
    assertThat(volume("<disk type='network'>" + source + "</disk>"))
        .contains(new Volume(id, "", "", 0L));
  }

  @Test
  void namesAVolumeOfAPoolByBoth() throws Exception {
    assertThat(volume("<disk type='volume'><source pool='p' volume='v'/></disk>"))
        .contains(new Volume("hv1:p/v", "hv1", "", 0L));
  }

  @ParameterizedTest
  @CsvSource({
    "<disk type='file' device='cdrom'><source file='/iso'/></disk>",
    "<disk type='file' device='floppy'><source file='/img'/></disk>",
    "<disk type='file'/>",
    "<disk type='file'><source/></disk>",
    "<disk type='network'><source protocol='nbd'/></disk>",
    "<disk type='network'><source protocol='nfs' name='/a'/></disk>",
    "<disk type='vhostuser'><source type='unix' path='/s'/></disk>",
    "<disk type='novelty'><source file='/f'/></disk>",
  })
  void namesNothingThatHasNoName(String disk) throws Exception {
    assertThat(volume(disk)).isEmpty();
  }

  private static Optional<Volume> volume(String xml) throws Exception {
    return DiskSource.volume(XmlElement.parse(xml), "hv1");
  }
}
