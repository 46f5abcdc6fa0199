package io.vputty.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementFileTest {

  private static final String SMALL =
      """
      # two racks
      topology 2 3 1
      vm a 0
      vm b 5   # alone in its rack

      edge a b 2.5
      edge b a 1e3
      """;

  @Test
  void readsHostsVmsAndEdges() {
    PlacementFile file = read(SMALL);
    assertThat(file.racks()).isEqualTo(2);
    assertThat(file.hostsPerRack()).isEqualTo(3);
    assertThat(file.slotsPerHost()).isEqualTo(1);
    assertThat(file.hostCount()).isEqualTo(6);
    assertThat(file.vms()).containsExactly("a", "b");
    assertThat(file.vmHosts()).containsExactly(0, 5);
    assertThat(file.edgeFrom()).containsExactly(0, 1);
    assertThat(file.edgeTo()).containsExactly(1, 0);
    assertThat(file.edgeWeights()).containsExactly(2.5, 1000);
  }

  @Test
  void knowsWhatTheFileDoesNotSay() {
    PlacementFile file = read(SMALL);
    assertThat(file.budget()).isEqualTo(-1);
    assertThat(file.best()).isNaN();
    assertThat(file.hostCores()).containsOnly(Double.NaN).hasSize(6);
    assertThat(file.volumes()).isEmpty();
    assertThat(file.loads()).isEqualTo(new double[][] {{}, {}});
  }

  @Test
  void readsTheOtherDimensions() {
    PlacementFile file =
        read(
            SMALL
                + """
                cap 4 32 65536
                vol d 3
                io b d 100
                share a b 12
                load b 0.5,1,0
                budget 7
                best 12.5 proved by CP-SAT, in 3 s
                """);
    assertThat(file.hostCores()[4]).isEqualTo(32);
    assertThat(file.hostMemoryMib()[4]).isEqualTo(65536);
    assertThat(file.volumes()).containsExactly("d");
    assertThat(file.volumeHosts()).containsExactly(3);
    assertThat(file.ioVms()).containsExactly(1);
    assertThat(file.ioVolumes()).containsExactly(0);
    assertThat(file.ioRates()).containsExactly(100);
    assertThat(file.shareFrom()).containsExactly(0);
    assertThat(file.shareTo()).containsExactly(1);
    assertThat(file.sharePages()).containsExactly(12);
    assertThat(file.loads()[1]).containsExactly(0.5, 1, 0);
    assertThat(file.budget()).isEqualTo(7);
    assertThat(file.best()).isEqualTo(12.5);
    assertThat(file.bestIsProved()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vm a 1            | vm a is there twice
          vm c 6            | host (6) must be from 0 to 5
          vm c -1           | host (-1) must be from 0 to 5
          vm c 0            | host 0 has only 1 slots
          vm c              | host is missing
          vm c x            | host (x) is no whole number
          edge a c 1        | vm c is unknown
          edge a a 1        | both ends are one vm
          edge a b -1       | bytes per second (-1) must be finite and not negative
          edge a b NaN      | bytes per second (NaN) must be finite and not negative
          edge a b fast     | bytes per second (fast) is no number
          edge a b 1 2      | "2" is too much
          topology 1 1 1    | topology is there twice
          io a d 1          | volume d is unknown
          load a 1,,2       | load () is no number
          best 1 guessed    | (guessed) is neither proved nor known
          budget -1         | moves (-1) must be from 0
          link a b 1        | unknown kind of line (link), known are topology, vm, edge
          """)
  void namesTheLineAndWhatIsWrong(String line, String wrong) {
    assertThatThrownBy(() -> read(SMALL + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("line 8: ")
        .hasMessageContaining(wrong)
        .hasMessageEndingWith("\"" + line + "\"");
  }

  @Test
  void wantsTopologyFirst() {
    assertThatThrownBy(() -> read("\nvm a 0")).hasMessageContaining("line 2: topology must come");
    assertThatThrownBy(() -> read("# none")).hasMessageContaining("ends without topology");
    assertThatThrownBy(() -> read("topology 0 1 1")).hasMessageContaining("racks (0) must be from");
  }

  @Test
  void refusesMoreHostsThanThereCanBe() {
    assertThatThrownBy(() -> read("topology 100000 100000 1"))
        .hasMessageContaining("hosts per rack (100000) must be from 1 to 100");
  }

  @Test
  void wantsLoadsOfTheSamePeriods() {
    assertThatThrownBy(() -> read(SMALL + "load a 1,2\nload b 1"))
        .hasMessageContaining("line 9: load of vm b has 1 periods, others have 2");
  }

  private static PlacementFile read(String text) {
    try {
      return PlacementFile.read(new BufferedReader(new StringReader(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
