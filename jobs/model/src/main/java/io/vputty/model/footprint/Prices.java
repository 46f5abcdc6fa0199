package io.vputty.model.footprint;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each consequence of a placement costs, in US dollars: the one currency in which dimensions
 * are compared.
 *
 * <p>The defaults are list prices rounded to one digit, good for ratios between dimensions; an
 * operator replaces them ({@code docs/prices.yml} has each with its unit and source). Traffic
 * between zones is the usual public-cloud tariff, $0.01 a GB on either side. In a zone a byte uses
 * about a fifth of that (leaf, spine, leaf), in a rack a twentieth (one leaf). RAM is what a
 * memory-optimised instance costs above a general one. A contention hour is a vCPU hour, and a rule
 * that is broken a quarter of one. A migrated GiB is its traffic across the zone plus the slow-down
 * of the guest while it runs.
 *
 * @param networkRackPerGib traffic between hosts of one rack, $ per GiB
 * @param networkZonePerGib traffic between racks of one zone, $ per GiB
 * @param networkBeyondPerGib traffic between zones, $ per GiB
 * @param storageRackPerGib volume traffic within a rack, $ per GiB
 * @param storageZonePerGib volume traffic between racks, $ per GiB
 * @param storageBeyondPerGib volume traffic between zones, $ per GiB
 * @param memoryPerGibHour RAM, $ per GiB and hour
 * @param energyPerKwh electricity, $ per kWh
 * @param contentionPerHour one core in excess of a host for an hour, $
 * @param rulePerHour a VM whose placement breaks a rule that it should keep, for an hour, $
 * @param migrationPerGib one GiB transferred by a live migration, $
 */
public record Prices(
    double networkRackPerGib,
    double networkZonePerGib,
    double networkBeyondPerGib,
    double storageRackPerGib,
    double storageZonePerGib,
    double storageBeyondPerGib,
    double memoryPerGibHour,
    double energyPerKwh,
    double contentionPerHour,
    double rulePerHour,
    double migrationPerGib)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes in a GiB. */
  public static final double GIB = 1L << 30;

  private static final Prices DEFAULTS =
      new Prices(0.001, 0.004, 0.02, 0.001, 0.004, 0.02, 0.003, 0.15, 0.04, 0.01, 0.01);

  public Prices {
    double[] all = {
      networkRackPerGib,
      networkZonePerGib,
      networkBeyondPerGib,
      storageRackPerGib,
      storageZonePerGib,
      storageBeyondPerGib,
      memoryPerGibHour,
      energyPerKwh,
      contentionPerHour,
      rulePerHour,
      migrationPerGib
    };
    for (double price : all) {
      if (!(price >= 0 && price < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("price (%s) must not be negative".formatted(price));
      }
    }
  }

  /** The documented defaults. */
  public static Prices defaults() {
    return DEFAULTS;
  }

  /**
   * These prices with one of them replaced.
   *
   * @param name name of the setting: {@code price.network.rack}, {@code price.memory}; see {@link
   *     #byName}
   * @param value its value in the unit of the record's component
   */
  public Prices with(String name, double value) {
    Map<String, Double> all = byName();
    if (all.replace(name, value) == null) {
      throw new IllegalArgumentException(
          "unknown price (%s), known are %s".formatted(name, all.keySet()));
    }
    return new Prices(
        all.getOrDefault("price.network.rack", 0.0),
        all.getOrDefault("price.network.zone", 0.0),
        all.getOrDefault("price.network.beyond", 0.0),
        all.getOrDefault("price.storage.rack", 0.0),
        all.getOrDefault("price.storage.zone", 0.0),
        all.getOrDefault("price.storage.beyond", 0.0),
        all.getOrDefault("price.memory", 0.0),
        all.getOrDefault("price.energy", 0.0),
        all.getOrDefault("price.contention", 0.0),
        all.getOrDefault("price.rule", 0.0),
        all.getOrDefault("price.migration", 0.0));
  }

  /** All prices by the name of their setting, in alphabetical order. */
  public Map<String, Double> byName() {
    Map<String, Double> all = new TreeMap<>();
    all.put("price.network.rack", networkRackPerGib);
    all.put("price.network.zone", networkZonePerGib);
    all.put("price.network.beyond", networkBeyondPerGib);
    all.put("price.storage.rack", storageRackPerGib);
    all.put("price.storage.zone", storageZonePerGib);
    all.put("price.storage.beyond", storageBeyondPerGib);
    all.put("price.memory", memoryPerGibHour);
    all.put("price.energy", energyPerKwh);
    all.put("price.contention", contentionPerHour);
    all.put("price.rule", rulePerHour);
    all.put("price.migration", migrationPerGib);
    return all;
  }

  /** Price of a byte between two VMs that far apart, $. */
  public double networkPerByte(Tier tier) {
    return switch (tier) {
          case HOST -> 0;
          case RACK -> networkRackPerGib;
          case ZONE -> networkZonePerGib;
          case BEYOND -> networkBeyondPerGib;
        }
        / GIB;
  }

  /** Price of a byte between a VM and a volume that far apart, $. */
  public double storagePerByte(Tier tier) {
    return switch (tier) {
          case HOST -> 0;
          case RACK -> storageRackPerGib;
          case ZONE -> storageZonePerGib;
          case BEYOND -> storageBeyondPerGib;
        }
        / GIB;
  }
}
