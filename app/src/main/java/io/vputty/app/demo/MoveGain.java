package io.vputty.app.demo;

import io.vputty.schema.Interval;

/**
 * What one move was thought to be worth and what it is worth.
 *
 * @param vm name of the VM
 * @param source host it left
 * @param target host it went to
 * @param predicted gain by the plan, $ per hour, 95% interval
 * @param attributed cost of the traffic after the plan with the VM back at its source, minus as it
 *     is, $ per hour
 */
public record MoveGain(
    String vm, String source, String target, Interval predicted, double attributed) {}
