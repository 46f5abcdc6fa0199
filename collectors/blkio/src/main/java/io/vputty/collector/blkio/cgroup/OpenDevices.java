package io.vputty.collector.blkio.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * Block devices that a process holds open, or readable files on them: what it may do I/O on. A log,
 * which is only written, is no volume. Needs the rights to look into the process; without them
 * there are none. What a process holds is looked up again after {@value #LOOKS} looks.
 */
final class OpenDevices {

  private static final int OWNER_READS = 0400;
  private static final int KIND = 0xF000;
  private static final int BLOCK_DEVICE = 0x6000;
  private static final int REGULAR_FILE = 0x8000;

  private static final int LOOKS = 12;

  /** Groups are the same objects for as long as they are there. */
  private final Map<VmGroup, Known> known = new WeakHashMap<>();

  private record Known(Set<DeviceNumber> devices, int looksLeft) {}

  /** Those of the VM in a group. */
  Set<DeviceNumber> of(VmGroup group) {
    Known before = known.get(group);
    Known now =
        before == null || before.looksLeft == 0
            ? new Known(find(group.process()), LOOKS)
            : new Known(before.devices, before.looksLeft - 1);
    known.put(group, now);
    return now.devices;
  }

  private static Set<DeviceNumber> find(Path process) {
    Set<DeviceNumber> devices = new HashSet<>();
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      open.filter(OpenDevices::isReadable).forEach(file -> device(file).ifPresent(devices::add));
    } catch (IOException | UncheckedIOException e) {
      return Set.of(); // gone, or not ours to see
    }
    return devices;
  }

  /** The link's own rights tell how the file was opened (proc_pid_fd(5)). */
  private static boolean isReadable(Path link) {
    try {
      Object mode = Files.getAttribute(link, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (((Number) mode).intValue() & OWNER_READS) != 0;
    } catch (IOException e) {
      return false; // closed meanwhile
    }
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
