package io.vputty.mapping;

import io.vputty.model.load.LoadLevels;

/**
 * Load of one VM or host over an interval, as one collector tells it.
 *
 * @param startMs its beginning, ms
 * @param endMs its end, ms
 * @param entity VM id or host name
 * @param host whether the entity is a host
 * @param collector who tells
 * @param levels mean levels of the interval
 */
public record LoadInterval(
    long startMs, long endMs, String entity, boolean host, String collector, LoadLevels levels) {

  public LoadInterval {
    if (endMs <= startMs) {
      throw new IllegalArgumentException(
          "interval (%d ms to %d ms) must not be empty".formatted(startMs, endMs));
    }
  }
}
