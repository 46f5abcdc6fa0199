package io.vputty.collector.blkio.cgroup;

import java.util.Comparator;
import java.util.Optional;

/**
 * What the kernel calls a block device.
 *
 * @param major of its driver
 * @param minor of the device
 */
public record DeviceNumber(int major, int minor) implements Comparable<DeviceNumber> {

  private static final Comparator<DeviceNumber> ORDER =
      Comparator.comparingInt(DeviceNumber::major).thenComparingInt(DeviceNumber::minor);

  /** Reads {@code 253:1}; empty if it is nothing of that kind. */
  public static Optional<DeviceNumber> parse(String text) {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      return Optional.empty();
    }
    long major = IoReader.number(text.substring(0, colon));
    long minor = IoReader.number(text.substring(colon + 1));
    boolean known = major >= 0 && minor >= 0 && major <= 0xFFF && minor <= 0xF_FFFF;
    return known ? Optional.of(new DeviceNumber((int) major, (int) minor)) : Optional.empty();
  }

  @Override
  public int compareTo(DeviceNumber other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + ":" + minor;
  }
}
