package io.vputty.collector.blkio.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Block devices that a process holds open, or files on them: what it may do I/O on. Needs the
 * rights to look into the process; without them there are none.
 */
final class OpenDevices {

  private static final int KIND = 0xF000;
  private static final int BLOCK_DEVICE = 0x6000;
  private static final int REGULAR_FILE = 0x8000;

  private OpenDevices() {}

  /**
   * Finds them.
   *
   * @param process its folder in /proc
   */
  static Set<DeviceNumber> of(Path process) {
    Set<DeviceNumber> devices = new HashSet<>();
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      open.forEach(file -> device(file).ifPresent(devices::add));
    } catch (IOException | UncheckedIOException e) {
      return Set.of(); // gone, or not ours to see
    }
    return devices;
  }

  private static Optional<DeviceNumber> device(Path file) {
    try {
      return switch ((int) attribute(file, "unix:mode") & KIND) {
        case BLOCK_DEVICE -> Optional.of(number(attribute(file, "unix:rdev")));
        case REGULAR_FILE ->
            Optional.of(number(attribute(file, "unix:dev"))).filter(device -> device.major() != 0);
        default -> Optional.empty();
      };
    } catch (IOException e) {
      return Optional.empty(); // a socket, a pipe, or closed meanwhile
    }
  }

  private static long attribute(Path file, String name) throws IOException {
    return ((Number) Files.getAttribute(file, name)).longValue();
  }

  /** As glibc packs a device number into 64 bits (makedev(3)). */
  private static DeviceNumber number(long device) {
    long major = (device >>> 8 & 0xFFF) | (device >>> 32 & ~0xFFFL);
    long minor = (device & 0xFF) | (device >>> 12 & ~0xFFL);
    return new DeviceNumber((int) major, (int) minor);
  }
}
