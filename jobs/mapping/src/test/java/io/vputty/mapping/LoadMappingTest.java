package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.load.LoadLevels;
import io.vputty.schema.Load;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadMappingTest {

  @Test
  void addsBothDirectionsOfDiskAndNetwork() {
    assertThat(LoadMapping.interval(load().build()))
        .isEqualTo(
            new LoadInterval(5_000, 10_000, "g1", false, "sflow/a", new LoadLevels(1_500, 30, 7)));
  }

  @Test
  void ofWhichOneDirectionIsUnknownIsUnknown() {
    Load load = load().setWrittenBytesPerSecond(-1).setCpuCores(-1).build();

    assertThat(LoadMapping.interval(load)).returns(new LoadLevels(-1, -1, 7), LoadInterval::levels);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.5, 1e18})
  void anImpossibleLevelIsUnknown(double cores) {
    assertThat(LoadMapping.interval(load().setCpuCores(cores).build()))
        .returns(new LoadLevels(-1, 30, 7), LoadInterval::levels);
  }

  @Test
  void whatTellsNothingIsLeftOut() {
    assertThat(LoadMapping.interval(load().setIntervalMs(0).build())).isNull();
    assertThat(LoadMapping.interval(load().setEntity("").build())).isNull();
    assertThat(
            LoadMapping.interval(
                Load.newBuilder().setEntity("g1").setIntervalMs(1).setMemoryBytes(9).build()))
        .isNull();
  }

  private static Load.Builder load() {
    return Load.newBuilder()
        .setTime(Instant.ofEpochMilli(10_000))
        .setIntervalMs(5_000)
        .setEntity("g1")
        .setCollector("sflow/a")
        .setCpuCores(1.5)
        .setReadBytesPerSecond(10)
        .setWrittenBytesPerSecond(20)
        .setReceivedBytesPerSecond(3)
        .setSentBytesPerSecond(4);
  }
}
