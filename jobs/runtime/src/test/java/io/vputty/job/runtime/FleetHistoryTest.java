package io.vputty.job.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.mapping.FleetChange;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetHistoryTest {

  private static final long MAC = 0x525400000001L;
  private static final String IP = "\n\0\0\1";

  private final FleetHistory history = new FleetHistory();

  @Test
  void answersAsOfTheTimeAskedForWhateverOrderChangesCameIn() {
    history.add(vm("g1", "b", 2_000, false));
    history.add(vm("g1", "a", 1_000, false));

    assertThat(history.vm(MAC, "", -1, 999)).isNull();
    assertThat(history.vm(MAC, "", -1, 1_999)).extracting(Vm::host).isEqualTo("a");
    assertThat(history.vm(MAC, "", -1, 2_000)).extracting(Vm::host).isEqualTo("b");
  }

  @Test
  void findsByAddressWhereTheMacIsARouters() {
    history.add(vm("g1", "a", 1_000, false));

    assertThat(history.vm(7, IP, -1, 1_500)).extracting(Vm::id).isEqualTo("g1");
    assertThat(history.vm(7, IP, 99, 1_500)).as("another virtual network").isNull();
    assertThat(history.vm(7, IP, 42, 1_500)).extracting(Vm::id).isEqualTo("g1");
  }

  @Test
  void whatWasRemovedIsNoLongerThere() {
    history.add(vm("g1", "a", 1_000, false));
    history.add(vm("g1", "a", 3_000, true));

    assertThat(history.vm("g1", 2_999)).isNotNull();
    assertThat(history.vm("g1", 3_000)).isNull();
  }

  @Test
  void forgetsOnlyWhatNobodyAsksFor() {
    history.add(vm("g1", "a", 1_000, false));
    history.add(vm("g1", "b", 2_000, false));
    history.add(vm("g1", "c", 3_000, false));
    history.forget("vm/g1", 2_500);

    assertThat(history.vm("g1", 2_500)).extracting(Vm::host).isEqualTo("b");
    assertThat(history.versions("vm/g1")).hasSize(2);
  }

  @Test
  void knowsWhichHostAnAgentReportsFor() {
    history.add(
        new FleetChange(
            1_000,
            "host/h1",
            "dc",
            false,
            new Host("h1", "dc", "r1", "z1", 8, 1L << 34, true, Map.of()),
            null,
            null,
            List.of("10.0.0.1"),
            false,
            List.of(),
            List.of(),
            -1,
            false,
            0,
            0));

    assertThat(history.hostOfAgent("10.0.0.1", 1_000)).extracting(Host::name).isEqualTo("h1");
    assertThat(history.hostOfAgent("10.0.0.2", 1_000)).isNull();
    assertThat(history.agents("h1", 1_000)).isNotEmpty();
  }

  private static FleetChange vm(String id, String host, long timeMs, boolean removed) {
    Vm vm = new Vm(id, id, host, "dc", 1, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return new FleetChange(
        timeMs,
        "vm/" + id,
        "dc",
        removed,
        null,
        vm,
        null,
        List.of(),
        false,
        List.of(MAC),
        List.of(IP),
        42,
        false,
        0,
        0);
  }
}
