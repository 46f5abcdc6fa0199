package io.vputty.model.footprint;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cost of a placement by term, $ per hour.
 *
 * @param network bytes between VMs, by distance
 * @param memory RAM that co-location would have saved
 * @param storage bytes between VMs and volumes, by distance
 * @param contention expected contention
 * @param energy electricity
 * @param rules wishes for the placement that are not met
 */
public record Cost(
    double network, double memory, double storage, double contention, double energy, double rules) {

  /** Nothing. */
  public static final Cost ZERO = new Cost(0, 0, 0, 0, 0, 0);

  /** Sum of the terms, $ per hour. */
  public double total() {
    return network + memory + storage + contention + energy + rules;
  }

  /** The same with more memory and another cost of rules. */
  public Cost with(double moreMemory, double otherRules) {
    return new Cost(network, memory + moreMemory, storage, contention, energy, otherRules);
  }

  /** The terms by name, in the order of the components, $ per hour. */
  public Map<String, Double> byTerm() {
    Map<String, Double> terms = new LinkedHashMap<>();
    terms.put("network", network);
    terms.put("memory", memory);
    terms.put("storage", storage);
    terms.put("contention", contention);
    terms.put("energy", energy);
    terms.put("rules", rules);
    return terms;
  }
}
