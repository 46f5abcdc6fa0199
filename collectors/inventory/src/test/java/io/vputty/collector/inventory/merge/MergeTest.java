package io.vputty.collector.inventory.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.inventory.source.Snapshot;
import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void takesOfEachFieldWhatTheFirstSourceSaysThatSaysSomething() {
    Snapshot file = new SnapshotBuilder().host(host("a").setRack("r1").build()).build();
    Snapshot libvirt =
        new SnapshotBuilder().host(host("a").setRack("r2").setCpuCores(16).build()).build();

    Host merged = record(merge(fresh(0, file), fresh(1, libvirt)), "host/a").getHost();
    assertThat(merged).isEqualTo(host("a").setRack("r1").setCpuCores(16).build());
  }

  @Test
  void putsNobodyIntoAHostThatAnySourceClosed() {
    Snapshot file = new SnapshotBuilder().host(host("a").build()).build();
    Snapshot nova = new SnapshotBuilder().host(host("a").setSchedulable(false).build()).build();

    Host merged = record(merge(fresh(0, file), fresh(1, nova)), "host/a").getHost();
    assertThat(merged.getSchedulable()).isFalse();
  }

  @Test
  void findsAVmWhereItRunsThoughItIsDefinedElsewhereToo() {
    Snapshot left = new SnapshotBuilder().tentativeVm(vm("").setCpuCores(1).build()).build();
    Snapshot right = new SnapshotBuilder().vm(vm("b").setCpuCores(4).build()).build();

    Vm merged = record(merge(fresh(0, left), fresh(0, right)), "vm/u").getVm();
    assertThat(merged).isEqualTo(vm("b").setCpuCores(4).build());
  }

  @Test
  void believesWhoAnswersMoreThanWhoDoesNot() {
    Snapshot dead = new SnapshotBuilder().vm(vm("a").setName("web").build()).build();
    Snapshot alive = new SnapshotBuilder().vm(vm("b").build()).build();

    Inventory merged =
        record(merge(new Statement(0, Standing.STALE, dead), fresh(1, alive)), "vm/u");
    assertThat(merged.getVm()).isEqualTo(vm("b").setName("web").build());
    assertThat(merged.getStale()).isFalse();
  }

  @Test
  void marksWhatOnlySilentSourcesSay() {
    Snapshot one = new SnapshotBuilder().vm(vm("a").build()).host(host("a").build()).build();
    Snapshot other = new SnapshotBuilder().host(host("a").build()).build();

    Map<String, Inventory> merged = merge(new Statement(0, Standing.STALE, one), fresh(1, other));
    assertThat(record(merged, "vm/u").getStale()).isTrue();
    assertThat(record(merged, "host/a").getStale()).isFalse();
  }

  @Test
  void clearsTheMarkOfWhatWasSaidBeforeAndStillHolds() {
    Inventory said =
        Inventory.newBuilder()
            .setEntity("vm/u")
            .setDomain("east")
            .setVm(vm("a").build())
            .setStale(true)
            .build();
    Snapshot before = new Snapshot(Map.of("vm/u", said), Set.of());

    Inventory pending = record(merge(new Statement(1, Standing.REMEMBERED, before)), "vm/u");
    Inventory overdue = record(merge(new Statement(1, Standing.LOST, before)), "vm/u");
    assertThat(pending.getStale()).isFalse();
    assertThat(overdue).isEqualTo(said);
  }

  @Test
  void putsAVmAndItsDiskIntoTheDomainOfTheirHost() {
    Inventory host =
        Inventory.newBuilder()
            .setEntity("host/a")
            .setDomain("east")
            .setHost(host("a").build())
            .build();
    Snapshot file = new Snapshot(Map.of("host/a", host), Set.of());
    Snapshot libvirt =
        new SnapshotBuilder()
            .host(host("a").build())
            .vm(vm("a").build())
            .volume(volume("a:/disk", "a"))
            .volume(volume("rbd:p/i", ""))
            .build();

    Map<String, Inventory> merged = merge(fresh(0, file), fresh(1, libvirt));
    assertThat(merged).extractingByKey("vm/u").returns("east", Inventory::getDomain);
    assertThat(merged).extractingByKey("volume/a:/disk").returns("east", Inventory::getDomain);
    assertThat(merged).extractingByKey("volume/rbd:p/i").returns("fallback", Inventory::getDomain);
  }

  @Test
  void keepsTheTimeOfAPlacementThatAFileTells() {
    Inventory placed =
        Inventory.newBuilder().setEntity("vm/u").setTime(THEN).setVm(vm("a").build()).build();
    Snapshot file = new Snapshot(Map.of("vm/u", placed), Set.of());
    Snapshot libvirt = new SnapshotBuilder().vm(vm("").setName("web").build()).build();

    assertThat(record(merge(fresh(0, file), fresh(1, libvirt)), "vm/u").getTime()).isEqualTo(THEN);
  }

  @Test
  void changesNothingThatItWasGiven() {
    Snapshot libvirt = new SnapshotBuilder().vm(vm("a").build()).build();
    Map<String, Inventory> unused = merge(new Statement(0, Standing.STALE, libvirt));
    assertThat(libvirt).isEqualTo(new SnapshotBuilder().vm(vm("a").build()).build());
  }

  private static Map<String, Inventory> merge(Statement... statements) {
    return Merge.of(List.of(statements), "fallback");
  }

  private static Inventory record(Map<String, Inventory> merged, String entity) {
    return Optional.ofNullable(merged.get(entity)).orElseThrow();
  }

  private static Statement fresh(int rank, Snapshot snapshot) {
    return new Statement(rank, Standing.FRESH, snapshot);
  }

  private static Host.Builder host(String name) {
    return Host.newBuilder().setName(name);
  }

  private static Vm.Builder vm(String host) {
    return Vm.newBuilder().setId("u").setHost(host);
  }

  private static Volume volume(String id, String host) {
    return Volume.newBuilder().setId(id).setHost(host).build();
  }
}
