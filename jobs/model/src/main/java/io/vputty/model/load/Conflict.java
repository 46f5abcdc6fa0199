package io.vputty.model.load;

import io.vputty.model.estimate.Interval;

/**
 * Two VMs that contend for one host's CPU; see {@link Contention}.
 *
 * @param from VM id, the lesser of the two
 * @param to VM id
 * @param cores weight with its 95% interval
 * @param panes contended panes in which both were above their mean
 * @param completeness share of the hour's panes in which the load of both is known, 0-1
 */
public record Conflict(String from, String to, Interval cores, int panes, double completeness) {}
