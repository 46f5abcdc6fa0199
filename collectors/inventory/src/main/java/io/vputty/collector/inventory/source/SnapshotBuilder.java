package io.vputty.collector.inventory.source;

import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Gathers a snapshot, entity by entity; of two that are the same the first stays. */
public final class SnapshotBuilder {

  private final Map<String, Inventory> records = new LinkedHashMap<>();
  private final Set<String> tentative = new HashSet<>();

  public SnapshotBuilder host(Host host) {
    put("host/" + host.getName(), blank().setHost(host));
    return this;
  }

  public SnapshotBuilder vm(Vm vm) {
    put("vm/" + vm.getId(), blank().setVm(vm));
    return this;
  }

  /** A VM that another source of the same kind may know better. */
  public SnapshotBuilder tentativeVm(Vm vm) {
    tentative.add("vm/" + vm.getId());
    return vm(vm);
  }

  public SnapshotBuilder volume(Volume volume) {
    put("volume/" + volume.getId(), blank().setVolume(volume));
    return this;
  }

  public Snapshot build() {
    return new Snapshot(records, tentative);
  }

  private void put(String entity, Inventory.Builder record) {
    records.putIfAbsent(entity, record.setEntity(entity).build());
  }

  private static Inventory.Builder blank() {
    return Inventory.newBuilder().setTime(Instant.EPOCH);
  }
}
