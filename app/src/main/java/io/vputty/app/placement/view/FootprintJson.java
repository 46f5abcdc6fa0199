package io.vputty.app.placement.view;

import io.vputty.app.json.RecordJson;
import io.vputty.app.placement.VmTelemetry;
import io.vputty.model.footprint.Tier;
import io.vputty.model.footprint.Vm;
import io.vputty.model.plan.HostFootprint;
import io.vputty.model.plan.PhysicalFootprint;
import io.vputty.model.plan.VmFootprint;
import io.vputty.model.plan.VmFootprint.Affinity;
import io.vputty.model.plan.VmFootprint.WhatIf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Footprints as a tree; $ per hour, bytes per second. */
public final class FootprintJson implements FootprintView {

  private final Consumer<Map<String, ? extends @Nullable Object>> out;

  public FootprintJson(Consumer<Map<String, ? extends @Nullable Object>> out) {
    this.out = out;
  }

  @Override
  public void vm(VmFootprint footprint, VmTelemetry telemetry, Optional<WhatIf> whatIf) {
    Map<String, Object> tree = vm(footprint.vm());
    tree.put("affinities", footprint.affinities().stream().map(FootprintJson::tree).toList());
    put(tree, telemetry);
    tree.put("physical", tree(footprint.physical()));
    whatIf.ifPresent(other -> tree.put("whatIf", tree(other)));
    out.accept(tree);
  }

  @Override
  public void host(HostFootprint footprint, VmTelemetry telemetry) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", footprint.host().name());
    tree.put("domain", footprint.host().domain());
    tree.put("cpuCores", footprint.host().cpuCores());
    tree.put("promisedCores", footprint.promisedCores());
    tree.put("memoryBytes", footprint.host().memoryBytes());
    tree.put("promisedMemoryBytes", footprint.promisedMemoryBytes());
    tree.put("nicBitsPerSecond", footprint.host().nicBitsPerSecond());
    tree.put("crossingBytesPerSecond", footprint.crossingBytesPerSecond());
    if (footprint.unique().vms() > 0) {
      tree.put("uniqueMemoryBytes", PlanJson.tree(footprint.unique().bytes()));
      tree.put("sampledVms", footprint.unique().vms());
    }
    tree.put("vms", footprint.vms().stream().map(Vm::id).toList());
    put(tree, telemetry);
    tree.put("physical", tree(footprint.physical()));
    out.accept(tree);
  }

  private static Map<String, Object> vm(Vm vm) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("vm", vm.id());
    tree.put("name", vm.name());
    tree.put("host", vm.host());
    tree.put("cpuCores", vm.cpuCores());
    tree.put("memoryBytes", vm.memoryBytes());
    tree.put("automation", vm.automation());
    return tree;
  }

  private static void put(Map<String, Object> tree, VmTelemetry telemetry) {
    telemetry.load().ifPresent(load -> tree.put("load", record(load)));
    telemetry.pages().ifPresent(pages -> tree.put("pages", record(pages)));
  }

  /** A record without the hashes, which say nothing to people. */
  private static Map<String, ?> record(IndexedRecord record) {
    Map<String, ?> tree = RecordJson.tree(record);
    tree.remove("hashGaps");
    return tree;
  }

  private static Map<String, Object> tree(Affinity affinity) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", affinity.kind());
    tree.put("peer", affinity.peer());
    tree.put("name", affinity.title());
    tree.put("sends", affinity.sends());
    tree.put("weight", PlanJson.tree(affinity.weight()));
    tree.put("peerHost", affinity.peerHost());
    affinity.distance().ifPresent(tier -> tree.put("distance", tier));
    tree.put("costPerHour", affinity.costPerHour());
    return tree;
  }

  private static Map<String, Object> tree(PhysicalFootprint physical) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cost", PlanJson.tree(physical.cost()));
    tree.put("networkBytesPerSecond", new TreeMap<Tier, Double>(physical.networkBytesPerSecond()));
    tree.put("storageBytesPerSecond", new TreeMap<Tier, Double>(physical.storageBytesPerSecond()));
    return tree;
  }

  private static Map<String, Object> tree(WhatIf whatIf) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", whatIf.host());
    tree.put("physical", tree(whatIf.physical()));
    tree.put("gainPerHour", PlanJson.tree(whatIf.gainPerHour()));
    tree.put("migrationCost", whatIf.migrationCost());
    whatIf.refusal().ifPresent(why -> tree.put("refusal", why));
    return tree;
  }
}
