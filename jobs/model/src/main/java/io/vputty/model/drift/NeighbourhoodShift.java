package io.vputty.model.drift;

/**
 * A VM talks to others than it used to.
 *
 * @param distance Hellinger distance between what was and what is, beyond what noise explains, 0-1
 * @param onsetMs estimated time of the change itself, ms
 * @param score evidence, nats
 * @param threshold what it had to pass, nats
 */
public record NeighbourhoodShift(double distance, long onsetMs, double score, double threshold) {}
