package io.vputty.job.runtime;

/**
 * Where a record stood, and when it counts: its own time, or its partition's clock if it came
 * behind that.
 *
 * @param timeMs event time at which it takes effect, ms
 */
public record Position(String topic, int partition, long offset, String key, long timeMs) {}
