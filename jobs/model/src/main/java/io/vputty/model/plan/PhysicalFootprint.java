package io.vputty.model.plan;

import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Tier;
import io.vputty.model.graph.EdgeKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What edges use of the machines below, given where their ends stand.
 *
 * @param cost cost by term, $ per hour
 * @param networkBytesPerSecond traffic between VMs by distance, bytes per second
 * @param storageBytesPerSecond traffic with volumes by distance, bytes per second
 */
public record PhysicalFootprint(
    Cost cost, Map<Tier, Double> networkBytesPerSecond, Map<Tier, Double> storageBytesPerSecond) {

  public PhysicalFootprint {
    Objects.requireNonNull(cost, "cost");
    networkBytesPerSecond = Map.copyOf(networkBytesPerSecond);
    storageBytesPerSecond = Map.copyOf(storageBytesPerSecond);
  }

  /**
   * That of some edges of a scene; distances that nothing crosses are there with 0.
   *
   * @param memory what contents cost that are kept here and elsewhere, $ per hour
   * @param rules what wishes cost that are not met, $ per hour
   */
  static PhysicalFootprint of(
      Scene scene, Collection<Ledger.Entry> entries, int[] hostOf, double memory, double rules) {
    return new PhysicalFootprint(
        scene.ledger.cost(entries, hostOf).with(memory, rules),
        byTier(scene, entries, hostOf, EdgeKind.NETWORK),
        byTier(scene, entries, hostOf, EdgeKind.STORAGE));
  }

  private static Map<Tier, Double> byTier(
      Scene scene, Collection<Ledger.Entry> entries, int[] hostOf, EdgeKind kind) {
    Map<Tier, Double> bytes = new EnumMap<>(Tier.class);
    for (Tier tier : Tier.values()) {
      bytes.put(tier, 0.0);
    }
    for (Ledger.Entry entry : entries) {
      if (entry.key().kind() == kind) {
        Tier tier = scene.sites.tier(hostOf[entry.from()], hostOf[entry.to()]);
        bytes.merge(tier, entry.weight().value(), Double::sum);
      }
    }
    return bytes;
  }
}
