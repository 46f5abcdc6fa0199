package io.vputty.model.verdict;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;

/**
 * A move that was carried out.
 *
 * @param id move id
 * @param vm VM that moved
 * @param source host it was on
 * @param target host it is on
 * @param predicted gain by the plan, $ per hour
 * @param byTerm the same by term, before experience corrected it
 */
public record CarriedMove(
    String id, String vm, String source, String target, Interval predicted, CostEstimate byTerm) {}
