package io.vputty.model.load;

/**
 * How much of each quantity was in use, on average over some time; {@link #UNKNOWN} is not zero.
 *
 * @param millicores CPU, thousandths of a core
 * @param diskBytesPerSecond bytes read and written, per second
 * @param networkBytesPerSecond bytes received and sent, per second
 */
public record LoadLevels(long millicores, long diskBytesPerSecond, long networkBytesPerSecond) {

  /** Of a quantity that nobody told. */
  public static final long UNKNOWN = -1;

  /** Nothing is known. */
  public static final LoadLevels NONE = new LoadLevels(UNKNOWN, UNKNOWN, UNKNOWN);

  public LoadLevels {
    if (millicores < UNKNOWN || diskBytesPerSecond < UNKNOWN || networkBytesPerSecond < UNKNOWN) {
      throw new IllegalArgumentException(
          "levels (%d millicores, %d and %d bytes/s) must not be negative"
              .formatted(millicores, diskBytesPerSecond, networkBytesPerSecond));
    }
  }

  /** The level of one quantity, in its unit; {@link #UNKNOWN} if nobody told. */
  public long of(Quantity quantity) {
    return switch (quantity) {
      case CPU -> millicores;
      case DISK -> diskBytesPerSecond;
      case NETWORK -> networkBytesPerSecond;
    };
  }
}
