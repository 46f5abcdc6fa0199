package io.vputty.job.runtime;

/**
 * Where a record stood, and when it counts.
 *
 * @param timeMs event time at which it takes effect, ms: its own time, or its partition's clock if
 *     it came behind that
 * @param clockMs how far its partition had been marked when it came, ms
 */
public record Position(
    String topic, int partition, long offset, String key, long timeMs, long clockMs) {}
