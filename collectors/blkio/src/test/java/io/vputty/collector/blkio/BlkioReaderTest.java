package io.vputty.collector.blkio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vputty.collector.Counters;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.schema.Arming;
import io.vputty.schema.VolumeIo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlkioReaderTest {

  private static final String SCOPE =
      "sys/fs/cgroup/machine.slice/machine-qemu\\x2d1\\x2dweb.scope";
  private static final String V1_GROUP = "machine/qemu-1-web.libvirt-qemu";
  private static final String V1 = "sys/fs/cgroup/blkio/" + V1_GROUP;
  private static final Offset<Double> EXACT = Offset.offset(1e-9);

  @TempDir private Path root;

  private final Counters counters = new Counters();
  private MadeHost host = new MadeHost(Path.of(""));

  @BeforeEach
  void make() {
    host = new MadeHost(root);
  }

  @Test
  void tellsWhatAVmDidBetweenTwoLooks() throws Exception {
    host.unified().vm(SCOPE + "/libvirt/emulator", 1);
    host.put(
        SCOPE + "/io.stat", "254:0 rbytes=100 wbytes=200 rios=1 wios=2 dbytes=0 dios=0\n7:7 \n");
    host.put(SCOPE + "/cpu.stat", "usage_usec 1000000\nuser_usec 1\n");
    host.put(SCOPE + "/memory.current", "4096\n");
    host.put(SCOPE + "/io.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1000\n");
    BlkioReader reader = reader(false);
    assertThat(reader.look(0)).isEmpty();

    host.put(SCOPE + "/io.stat", "254:0 rbytes=1100 wbytes=2200 rios=3 wios=5 dbytes=9 dios=9\n");
    host.put(SCOPE + "/cpu.stat", "usage_usec 3000000\n");
    host.put(SCOPE + "/memory.current", "8192\n");
    host.put(SCOPE + "/io.pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=501000\n");
    VmInterval interval = only(reader.look(1000));

    assertThat(interval.vm()).isEqualTo(MadeHost.VM + 1);
    assertThat(interval.intervalMs()).isEqualTo(1000);
    assertThat(interval.volumes()).containsExactly(io("hv1:254:0", 1000, 2000, 2, 3, Arming.ARMED));
    assertThat(interval.readBytesPerSecond()).isEqualTo(1000);
    assertThat(interval.cpuCores()).isCloseTo(2, EXACT);
    assertThat(interval.memoryBytes()).isEqualTo(8192);
    assertThat(interval.ioPressure()).isCloseTo(0.5, EXACT);
    assertThat(interval.cpuPressure()).isEqualTo(-1);
  }

  /** Version 2 counts an operation on a dm volume there, and on the disk below once more. */
  @Test
  void countsAMappedVolumeOnce() throws Exception {
    host.unified().vm(SCOPE, 1);
    host.put("sys/dev/block/253:1/dm/uuid", "LVM-abc\n");
    host.put("sys/dev/block/253:1/slaves/vda/dev", "254:0\n");
    host.put("sys/dev/block/254:0/uevent", "MAJOR=254\nDEVNAME=vda\n");
    host.put(SCOPE + "/io.stat", "");
    BlkioReader reader = reader(false);
    reader.look(0);
    String mapped = "253:1 rbytes=409600 wbytes=2097152 rios=100 wios=32 dbytes=0 dios=0\n";
    host.put(
        SCOPE + "/io.stat",
        mapped + "254:0 rbytes=409600 wbytes=2097152 rios=100 wios=32 dbytes=0 dios=0\n");
    assertThat(only(reader.look(1000)).volumes())
        .containsExactly(io("dm:LVM-abc", 409600, 2097152, 100, 32, Arming.ARMED));
    host.put(
        SCOPE + "/io.stat",
        mapped + "254:0 rbytes=819200 wbytes=2097152 rios=200 wios=32 dbytes=0 dios=0\n");
    assertThat(only(reader.look(2000)).volumes())
        .contains(io("hv1:vda", 409600, 0, 100, 0, Arming.ARMED));
  }

  @Test
  void saysThatVersionOneCountersDoNotCountUntilTheyAreArmed() throws Exception {
    host.hybrid().vm(V1, 1);
    String zeros = "253:0 Read 0\n253:0 Write 0\n253:0 Total 0\nTotal 0\n";
    host.put(V1 + "/blkio.throttle.io_service_bytes", zeros);
    host.put(V1 + "/blkio.throttle.io_serviced", zeros);
    host.put("sys/fs/cgroup/cpu,cpuacct/" + V1_GROUP + "/cpuacct.usage", "5000000000\n");
    host.put("sys/fs/cgroup/memory/" + V1_GROUP + "/memory.usage_in_bytes", "77\n");
    BlkioReader reader = reader(false);
    reader.look(0);
    VmInterval unarmed = only(reader.look(1000));
    assertThat(unarmed.volumes()).containsExactly(io("hv1:253:0", 0, 0, 0, 0, Arming.UNARMED));
    assertThat(unarmed.readBytesPerSecond()).isEqualTo(-1);
    assertThat(unarmed.memoryBytes()).isEqualTo(77);

    host.put(V1 + "/blkio.throttle.read_bps_device", "253:0 1000000000000\n");
    assertThat(only(reader.look(2000)).volumes())
        .as("one direction alone is not enough")
        .extracting(VolumeIo::getArming)
        .containsExactly(Arming.UNARMED);
    host.put(V1 + "/blkio.throttle.write_iops_device", "253:0 1000000\n");
    assertThat(only(reader.look(3000)).volumes())
        .extracting(VolumeIo::getArming)
        .containsExactly(Arming.ARMED);
    host.put(
        V1 + "/blkio.throttle.io_service_bytes", "253:0 Read 512\n253:0 Sync 512\nTotal 512\n");
    assertThat(only(reader.look(4000)).volumes())
        .containsExactly(io("hv1:253:0", 512, 0, 0, 0, Arming.ARMED));
  }

  /** As kernel 6.18 has it: no line for any device. */
  @Test
  void knowsTheDevicesOfAVmBeforeTheKernelNamesThem() throws Exception {
    host.hybrid().vm(V1, 1);
    host.put(V1 + "/blkio.throttle.io_service_bytes", "Total 0\n");
    host.put(V1 + "/blkio.throttle.io_serviced", "Total 0\n");
    BlkioReader reader = reader(false);
    reader.look(0);
    assertThat(only(reader.look(1000)).volumes()).isEmpty();
    Path image = Files.writeString(root.resolve("image"), "");
    Assumptions.assumeTrue(
        (long) Files.getAttribute(image, "unix:dev") >>> 8 != 0, "the folder is on no device");
    Files.createDirectories(root.resolve("proc/1001/fd"));
    Files.createSymbolicLink(root.resolve("proc/1001/fd/7"), image);
    Files.createSymbolicLink(root.resolve("proc/1001/fd/8"), root.resolve("gone"));
    List<VolumeIo> volumes = List.of();
    for (int look = 2; look <= 14; look++) { // once a minute it sees what was plugged in
      volumes = only(reader.look(look * 1000L)).volumes();
    }
    assertThat(volumes).extracting(VolumeIo::getArming).containsExactly(Arming.UNARMED);
  }

  @Test
  void armsOnlyIfItIsToldTo() throws Exception {
    host.hybrid().vm(V1, 1);
    host.put(V1 + "/blkio.throttle.io_service_bytes", "253:0 Read 0\n");
    host.put(V1 + "/blkio.throttle.io_serviced", "253:0 Read 0\n");
    Path limit = root.resolve(V1).resolve("blkio.throttle.read_bps_device");
    reader(false).look(0);
    assertThat(limit).doesNotExist();
    reader(true).look(0);
    assertThat(limit).hasContent("253:0 1000000000000");
    assertThat(counters.value("devices.armed")).isEqualTo(2);
  }

  @Test
  void followsVmsAsTheyComeAndGo() throws Exception {
    host.unified();
    host.put("sys/fs/cgroup/machine.slice/io.stat", "");
    BlkioReader reader = reader(false);
    assertThat(reader.look(0)).isEmpty();
    host.vm(SCOPE, 1).put(SCOPE + "/io.stat", "254:0 rbytes=5 wbytes=0 rios=1 wios=0\n");
    assertThat(only(reader.look(1000)).volumes())
        .as("a VM that came in between is told from its beginning")
        .containsExactly(io("hv1:254:0", 5, 0, 1, 0, Arming.ARMED));
    host.put(
        SCOPE + "/io.stat",
        "254:0 rbytes=5 wbytes=0 rios=1 wios=0\n8:16 rbytes=3 wbytes=0 rios=1 wios=0\n");
    assertThat(only(reader.look(2000)).volumes())
        .as("a device that was plugged in too")
        .contains(io("hv1:8:16", 3, 0, 1, 0, Arming.ARMED));
    host.remove(SCOPE);
    assertThat(reader.look(3000)).isEmpty();
    assertThat(reader.vms()).isZero();
  }

  @Test
  void takesACounterThatWentBackAsOneThatBeganAnew() throws Exception {
    host.unified().vm(SCOPE, 1);
    host.put(SCOPE + "/io.stat", "254:0 rbytes=500 wbytes=0 rios=5 wios=0\n");
    BlkioReader reader = reader(false);
    reader.look(0);
    host.put(SCOPE + "/io.stat", "254:0 rbytes=20 wbytes=0 rios=1 wios=0\n");
    assertThat(only(reader.look(1000)).volumes())
        .containsExactly(io("hv1:254:0", 20, 0, 1, 0, Arming.ARMED));
    assertThat(counters.value("counters.reset")).isEqualTo(1);
  }

  @Test
  void findsTheVmsOfOtherPlatforms() throws Exception {
    host.unified();
    host.put("sys/fs/cgroup/qemu.slice/101.scope/io.stat", "");
    host.put("sys/fs/cgroup/qemu.slice/101.scope/cgroup.procs", "7\n8\n");
    host.put("proc/7/cmdline", "virtiofsd\0--fd\0003\0");
    host.put("proc/8/cmdline", "kvm\0-smbios\0type=1,uuid=" + MadeHost.VM + "7\0-m\0001G\0");
    String pod =
        "sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod12ab.slice";
    host.put(pod + "/io.stat", "");
    host.vm(pod + "/cri-containerd-1.scope", 8);
    String other = "sys/fs/cgroup/kubepods.slice/kubepods-podcafe.slice";
    host.put(other + "/io.stat", "").put(other + "/cgroup.procs", "9\n");
    host.put("proc/9/cmdline", "nginx\0");
    BlkioReader reader = reader(false);
    reader.look(0);
    assertThat(reader.look(1000))
        .extracting(VmInterval::vm)
        .containsExactlyInAnyOrder(MadeHost.VM + 7, MadeHost.VM + 8);
    assertThat(counters.value("groups.without-vm")).isPositive();
  }

  @Test
  void countsWhatMakesNoSense() throws Exception {
    host.unified().vm(SCOPE, 1);
    host.put(
        SCOPE + "/io.stat",
        """
        garbage
        254:0 rbytes=x
        -1:0 rbytes=1
        9999999:0 rbytes=1
        254:0 rbytes=-5 wbytes=1
        99999999999999999999:1 rbytes=1
        254:1 rbytes=1 wbytes=2 rios=3 wios=4 cost.usage=9

        """);
    host.put(SCOPE + "/cpu.stat", "usage_usec many\n");
    host.put(SCOPE + "/io.pressure", "some total=\n");
    BlkioReader reader = reader(false);
    reader.look(0);
    VmInterval interval = only(reader.look(1000));
    assertThat(interval.volumes()).extracting(VolumeIo::getVolume).containsExactly("hv1:254:1");
    assertThat(interval.cpuCores()).isEqualTo(-1);
    assertThat(interval.ioPressure()).isEqualTo(-1);
    assertThat(counters.value("lines.malformed.io-stat")).isEqualTo(2 * 7);
  }

  @Test
  void refusesAHostWithoutCgroups() throws Exception {
    host.mountinfo("22 1 254:0 / / rw - ext4 /dev/vda rw\n");
    assertThatThrownBy(() -> reader(false))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("no cgroups with block I/O are mounted");
    Files.delete(root.resolve("proc/self/mountinfo"));
    assertThatThrownBy(() -> reader(false)).isInstanceOf(IOException.class);
  }

  private BlkioReader reader(boolean arm) throws Exception {
    return new ConfigLoader<>(BlkioConfig.DEFAULTS, "X")
        .flags(Map.of("root", root.toString(), "host", "hv1", "arm", Boolean.toString(arm)))
        .load()
        .reader(counters);
  }

  private static VmInterval only(List<VmInterval> intervals) {
    assertThat(intervals).hasSize(1);
    return intervals.get(0);
  }

  private static VolumeIo io(
      String volume, long read, long written, long reads, long writes, Arming arming) {
    return VolumeIo.newBuilder()
        .setVolume(volume)
        .setReadBytes(read)
        .setWrittenBytes(written)
        .setReadOperations(reads)
        .setWriteOperations(writes)
        .setArming(arming)
        .build();
  }
}
