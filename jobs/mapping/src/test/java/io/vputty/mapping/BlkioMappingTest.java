package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.mapping.VolumeInterval.IoCount;
import io.vputty.mapping.VolumeInterval.VolumeCount;
import io.vputty.schema.Arming;
import io.vputty.schema.BlockIo;
import io.vputty.schema.VolumeIo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlkioMappingTest {

  @Test
  void readsWhatWasCountedInTheInterval() {
    assertThat(BlkioMapping.interval(record(io("a", Arming.ARMED).build()), 0))
        .isEqualTo(
            new VolumeInterval(
                5_000,
                10_000,
                "g1",
                List.of(new VolumeCount("a", new IoCount(100, 2), new IoCount(30, 1))),
                0));
  }

  @Test
  void countersThatDoNotCountSayNothing() {
    assertThat(BlkioMapping.interval(record(io("a", Arming.UNARMED).build()), 0)).isNull();
  }

  @Test
  void aVolumeThatDidNothingIsLeftOut() {
    VolumeIo idle = VolumeIo.newBuilder().setVolume("b").setArming(Arming.ARMED).build();

    assertThat(volumes(record(io("a", Arming.UNKNOWN).build(), idle)))
        .extracting(VolumeCount::volume)
        .containsExactly("a");
    assertThat(BlkioMapping.interval(record(idle), 0)).isNull();
  }

  @Test
  void bytesHaveAnOperationAtLeast() {
    VolumeIo io = io("a", Arming.ARMED).setReadOperations(0).setWrittenBytes(-5).build();

    assertThat(volumes(record(io)))
        .containsExactly(new VolumeCount("a", new IoCount(100, 1), new IoCount(0, 1)));
  }

  private static List<VolumeCount> volumes(BlockIo record) {
    return Optional.ofNullable(BlkioMapping.interval(record, 0)).orElseThrow().volumes();
  }

  private static VolumeIo.Builder io(String volume, Arming arming) {
    return VolumeIo.newBuilder()
        .setVolume(volume)
        .setArming(arming)
        .setReadBytes(100)
        .setReadOperations(2)
        .setWrittenBytes(30)
        .setWriteOperations(1);
  }

  private static BlockIo record(VolumeIo... volumes) {
    return BlockIo.newBuilder()
        .setTime(Instant.ofEpochMilli(10_000))
        .setVm("g1")
        .setIntervalMs(5_000)
        .setVolumes(List.of(volumes))
        .build();
  }
}
