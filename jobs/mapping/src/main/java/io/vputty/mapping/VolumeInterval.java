package io.vputty.mapping;

import java.util.List;

/**
 * Block I/O of one VM over an interval, counted in full.
 *
 * @param startMs its beginning, exclusive, ms
 * @param endMs its end, inclusive, ms
 * @param vm VM id
 * @param volumes what was counted, by volume
 * @param clockMs how far its partition had been marked when it came, ms: past it if it came late
 */
public record VolumeInterval(
    long startMs, long endMs, String vm, List<VolumeCount> volumes, long clockMs) {

  /**
   * What was counted at one volume.
   *
   * @param volume volume id
   * @param read bytes and operations that were read
   * @param written bytes and operations that were written
   */
  public record VolumeCount(String volume, IoCount read, IoCount written) {}

  /**
   * I/O in one direction.
   *
   * @param operations at least 1 where there are bytes
   */
  public record IoCount(long bytes, long operations) {

    public IoCount {
      if (bytes < 0 || operations < 0 || (bytes > 0 && operations == 0)) {
        throw new IllegalArgumentException(
            "bytes (%d) in operations (%d) are impossible".formatted(bytes, operations));
      }
    }
  }

  public VolumeInterval {
    if (endMs <= startMs) {
      throw new IllegalArgumentException(
          "interval (%d ms to %d ms) must not be empty".formatted(startMs, endMs));
    }
    volumes = List.copyOf(volumes);
  }
}
