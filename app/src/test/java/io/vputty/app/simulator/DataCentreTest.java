package io.vputty.app.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.vputty.app.simulator.fleet.SimulatedHost;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.sflow.Datagram;
import io.vputty.app.simulator.truth.TierPrices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DataCentreTest {
  private static final TierPrices PRICES = new TierPrices(0, 1e-9, 4e-9, 2e-8);

  @Test
  void sendsTheSameDatagramsForTheSameSeed() {
    DataCentre one = dataCentre(7);
    DataCentre other = dataCentre(7);
    for (int second = 0; second < 3; second++) {
      List<Datagram> left = one.step();
      List<Datagram> right = other.step();
      assertThat(left).hasSameSizeAs(right).hasSizeGreaterThan(100);
      for (int i = 0; i < left.size(); i++) {
        assertThat(left.get(i).offsetMillis()).isEqualTo(right.get(i).offsetMillis());
        assertThat(left.get(i).payload()).isEqualTo(right.get(i).payload());
      }
    }
  }

  @Test
  void sendsOtherDatagramsForAnotherSeed() {
    assertThat(payloads(dataCentre(7).step())).isNotEqualTo(payloads(dataCentre(8).step()));
  }

  @Test
  void startsWithinCapacityAndAboutSeventyPercentFull() {
    for (long seed = 0; seed < 20; seed++) {
      DataCentre dataCentre = dataCentre(seed);
      assertThat(overloaded(dataCentre)).as("overloaded hosts, seed %d", seed).isEmpty();
      double cores = dataCentre.fleet().hosts().stream().mapToInt(SimulatedHost::cpuCores).sum();
      double used = dataCentre.fleet().vms().stream().mapToInt(SimulatedVm::cpuCores).sum();
      assertThat(used / cores).as("fill, seed %d", seed).isBetween(0.62, 0.71);
    }
  }

  @Test
  void sendsTheSameTrafficWhereverTheVmsRun() throws Exception {
    DataCentre still = dataCentre(7);
    DataCentre moving = dataCentre(7);
    moveOne(moving);
    for (int second = 0; second < 15; second++) {
      still.step();
      moving.step();
    }
    assertThat(moving.truth().bytesByPair(0, 15)).isEqualTo(still.truth().bytesByPair(0, 15));
    assertThat(moving.placement()).isNotEqualTo(still.placement());
  }

  @Test
  void migratesInTheTimeThatTheMemoryNeedsOverTheNic() throws Exception {
    DataCentre dataCentre = dataCentre(7);
    String vm = moveOne(dataCentre);
    long seconds = 0;
    while (!dataCentre.migration(vm).orElseThrow().arrived()) {
      dataCentre.step();
      seconds++;
    }
    long memory = dataCentre.fleet().vm(vm).memoryBytes();
    assertThat(seconds).isEqualTo((long) Math.ceil(memory * 1.15 / 2.5e9));
    assertThat(dataCentre.migration(vm).orElseThrow().progress()).isEqualTo(1.0);
    assertThat(overloaded(dataCentre)).isEmpty();
  }

  @Test
  void refusesMigrationWithoutRoom() {
    DataCentre dataCentre = dataCentre(7);
    String target = dataCentre.fleet().hosts().get(0).name();
    List<String> refusals = new ArrayList<>();
    for (SimulatedVm vm : dataCentre.fleet().vms()) {
      try {
        dataCentre.migrate(vm.id(), target);
      } catch (MigrationRefusedException e) {
        refusals.add(e.getMessage());
      }
    }
    assertThat(refusals).anyMatch(reason -> reason.contains("has no room for"));
    for (int second = 0; second < 200; second++) {
      dataCentre.step();
    }
    assertThat(overloaded(dataCentre)).isEmpty();
  }

  @Test
  void refusesMigrationToUnknownHost() {
    DataCentre dataCentre = dataCentre(7);
    String vm = dataCentre.fleet().vms().get(0).id();
    assertThatExceptionOfType(MigrationRefusedException.class)
        .isThrownBy(() -> dataCentre.migrate(vm, "hv9"))
        .withMessage("there is no host 'hv9'");
  }

  @Test
  void changesWhomAboutAFifthOfTheVmsTalkTo() {
    DataCentre dataCentre = dataCentre(7);
    for (int second = 0; second < 20; second++) {
      dataCentre.step();
    }
    var before = dataCentre.truth().bytesByPair(0, 20).keySet();
    List<String> swapped = dataCentre.changeTenants();
    for (int second = 0; second < 20; second++) {
      dataCentre.step();
    }
    var after = new ArrayList<>(dataCentre.truth().bytesByPair(20, 40).keySet());
    after.removeAll(before);
    assertThat(swapped).hasSize(12).doesNotHaveDuplicates();
    assertThat(after).as("edges that appeared").hasSizeGreaterThan(40);
  }

  @Test
  void pricesTheSameTrafficElsewhereAsAPlacementThere() throws Exception {
    DataCentre still = dataCentre(7);
    DataCentre moving = dataCentre(7);
    String vm = moveOne(moving);
    for (int second = 0; second < 30; second++) {
      still.step();
      moving.step();
    }
    int index = moving.fleet().vm(vm).index();
    int target = moving.fleet().host(moving.hostOf(vm)).index();
    double moved = moving.truth().costPerHour(20, 30, PRICES);
    double imagined = still.truth().costPerHour(20, 30, PRICES, Map.of(index, target));
    assertThat(imagined).isCloseTo(moved, within(1e-9));
    assertThat(still.truth().costPerHour(20, 30, PRICES)).isNotCloseTo(moved, within(1e-9));
  }

  private static DataCentre dataCentre(long seed) {
    return new DataCentre(DataCentreSettings.forVms(64, seed));
  }

  private static List<String> payloads(List<Datagram> datagrams) {
    return datagrams.stream().map(datagram -> Arrays.toString(datagram.payload())).toList();
  }

  /** Starts the first migration to another rack that is possible, and returns its VM. */
  private static String moveOne(DataCentre dataCentre) throws MigrationRefusedException {
    SimulatedVm vm = dataCentre.fleet().vms().get(0);
    String rack = dataCentre.fleet().host(dataCentre.hostOf(vm.id())).rack();
    for (SimulatedHost host : dataCentre.fleet().hosts()) {
      if (host.rack().equals(rack)) {
        continue;
      }
      try {
        dataCentre.migrate(vm.id(), host.name());
        return vm.id();
      } catch (MigrationRefusedException e) {
        assertThat(e).hasMessageMatching(".*(has no room|already runs).*");
      }
    }
    throw new MigrationRefusedException("no host has room for " + vm.name());
  }

  private static List<String> overloaded(DataCentre dataCentre) {
    int[] placement = dataCentre.placement();
    return dataCentre.fleet().hosts().stream()
        .filter(host -> coresOn(dataCentre, placement, host.index()) > host.cpuCores())
        .map(SimulatedHost::name)
        .toList();
  }

  private static int coresOn(DataCentre dataCentre, int[] placement, int host) {
    return IntStream.range(0, placement.length)
        .filter(vm -> placement[vm] == host)
        .map(vm -> dataCentre.fleet().vms().get(vm).cpuCores())
        .sum();
  }
}
