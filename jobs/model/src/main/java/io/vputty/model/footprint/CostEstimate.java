package io.vputty.model.footprint;

import io.vputty.model.estimate.Interval;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A cost or a gain by term, each with its 95% interval, $ per hour; see {@link Cost}. Errors of
 * terms are independent.
 *
 * @param network bytes between VMs, by distance
 * @param memory RAM that co-location would have saved
 * @param storage bytes between VMs and volumes, by distance
 * @param contention expected contention
 * @param energy electricity
 */
public record CostEstimate(
    Interval network, Interval memory, Interval storage, Interval contention, Interval energy)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Nothing, surely. */
  public static final CostEstimate ZERO =
      new CostEstimate(Interval.ZERO, Interval.ZERO, Interval.ZERO, Interval.ZERO, Interval.ZERO);

  /** Sum of the terms, $ per hour. */
  public Interval total() {
    return network.plus(memory).plus(storage).plus(contention).plus(energy);
  }

  /** Sum with what is independent of it, term by term. */
  public CostEstimate plus(CostEstimate other) {
    return new CostEstimate(
        network.plus(other.network),
        memory.plus(other.memory),
        storage.plus(other.storage),
        contention.plus(other.contention),
        energy.plus(other.energy));
  }

  /** Difference to what is independent of it, term by term. */
  public CostEstimate minus(CostEstimate other) {
    return new CostEstimate(
        network.minus(other.network),
        memory.minus(other.memory),
        storage.minus(other.storage),
        contention.minus(other.contention),
        energy.minus(other.energy));
  }

  /** The terms by name, in the order of the components, $ per hour. */
  public Map<String, Interval> byTerm() {
    Map<String, Interval> terms = new LinkedHashMap<>();
    terms.put("network", network);
    terms.put("memory", memory);
    terms.put("storage", storage);
    terms.put("contention", contention);
    terms.put("energy", energy);
    return terms;
  }
}
