package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Wishes;
import io.vputty.schema.Inventory;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetMappingTest {

  @Test
  void takesOverWhatANicMayCarry() {
    io.vputty.schema.Host host =
        io.vputty.schema.Host.newBuilder()
            .setName("h1")
            .setNicBitsPerSecond(10_000_000_000L)
            .setNicOvercommit(1.5)
            .build();

    FleetChange change = FleetMapping.change(record().setHost(host).build(), 1, 0, 0);

    assertThat(change.host()).extracting(Host::nicBitsPerSecond).isEqualTo(15_000_000_000L);
  }

  @Test
  void takesOverWishes() {
    io.vputty.schema.Vm vm =
        io.vputty.schema.Vm.newBuilder()
            .setId("u1")
            .setPreferredLabels(Map.of("disk", "flash"))
            .setSoftAffinityGroup("shop")
            .setSoftAntiAffinityGroup("db")
            .build();

    FleetChange change = FleetMapping.change(record().setVm(vm).build(), 1, 0, 0);

    assertThat(change.vm())
        .extracting(Vm::wishes)
        .isEqualTo(new Wishes(Map.of("disk", "flash"), "shop", "db"));
  }

  private static Inventory.Builder record() {
    return Inventory.newBuilder().setTime(Instant.EPOCH).setEntity("entity").setDomain("dc");
  }
}
