package io.vputty.collector.blkio.cgroup;

/**
 * What a group did on one device since the device was there.
 *
 * @param readBytes bytes read
 * @param writtenBytes bytes written
 * @param readOperations read operations
 * @param writeOperations write operations
 */
public record IoCounters(
    long readBytes, long writtenBytes, long readOperations, long writeOperations) {

  /** Nothing yet. */
  public static final IoCounters ZERO = new IoCounters(0, 0, 0, 0);

  /** What came since an earlier reading; negative somewhere if the counters began anew. */
  public IoCounters since(IoCounters earlier) {
    return new IoCounters(
        readBytes - earlier.readBytes,
        writtenBytes - earlier.writtenBytes,
        readOperations - earlier.readOperations,
        writeOperations - earlier.writeOperations);
  }

  /** This less a part of it, never below zero: two files are not read at one moment. */
  public IoCounters without(IoCounters part) {
    IoCounters rest = since(part);
    return new IoCounters(
        Math.max(0, rest.readBytes),
        Math.max(0, rest.writtenBytes),
        Math.max(0, rest.readOperations),
        Math.max(0, rest.writeOperations));
  }

  /** Both together. */
  public IoCounters plus(IoCounters other) {
    return new IoCounters(
        readBytes + other.readBytes,
        writtenBytes + other.writtenBytes,
        readOperations + other.readOperations,
        writeOperations + other.writeOperations);
  }

  /** Whether no counter is below zero. */
  public boolean isPossible() {
    return readBytes >= 0 && writtenBytes >= 0 && readOperations >= 0 && writeOperations >= 0;
  }

  /** Whether nothing was counted. */
  public boolean isZero() {
    return (readBytes | writtenBytes | readOperations | writeOperations) == 0;
  }
}
