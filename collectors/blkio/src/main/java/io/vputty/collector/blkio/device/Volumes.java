package io.vputty.collector.blkio.device;

import io.vputty.collector.blkio.cgroup.DeviceNumber;
import io.vputty.collector.host.SmallFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which volume a device number stands for, by /sys/dev/block and the mounts.
 *
 * <pre>
 * device mapper       its UUID: dm:LVM-...; a multipath device is the disk behind it
 * disk with a WWN     wwn:3600..., as multipath spells it
 * loop file on NFS    server:/export/path
 * anything else       HOST:/path of a loop file, HOST:name of a device
 * </pre>
 *
 * <p>Answers are kept for some looks, since devices hardly change, and not longer, since numbers
 * are given anew when devices go.
 */
public final class Volumes {

  private static final int LOOKS_KEPT = 12;
  private static final String MULTIPATH = "mpath-";

  private final Path sys;
  private final Path proc;
  private final String host;
  private final Map<DeviceNumber, Volume> known = new HashMap<>();
  private Mounts mounts = Mounts.NONE;
  private int looks;

  /**
   * @param sys mount point of sysfs
   * @param proc mount point of proc
   * @param host name before what only this host knows
   */
  public Volumes(Path sys, Path proc, String host) {
    this.sys = sys;
    this.proc = proc;
    this.host = host;
  }

  /** Begins a look at all groups; now and then what is known is forgotten. */
  public void look() {
    if (looks++ % LOOKS_KEPT == 0) {
      known.clear();
      mounts =
          SmallFile.read(proc.resolve("self/mountinfo"))
              .map(text -> Mounts.of(text.lines().toList()))
              .orElse(Mounts.NONE);
    }
  }

  /** The volume of a device. */
  public Volume of(DeviceNumber device) {
    return known.computeIfAbsent(device, this::find);
  }

  private Volume find(DeviceNumber device) {
    Path folder = sys.resolve("dev/block").resolve(device.toString());
    Optional<String> file = SmallFile.word(folder.resolve("loop/backing_file"));
    if (file.isPresent()) {
      return loop(file.get());
    }
    Path disk = Files.exists(folder.resolve("partition")) ? wholeDisk(folder) : folder;
    String id =
        mapper(folder).or(() -> worldWideName(disk)).orElseGet(() -> host + ":" + name(folder));
    return new Volume(id, slaves(folder));
  }

  private Volume loop(String file) {
    Optional<Mounts.Mount> mount = mounts.of(file);
    String id =
        mount
            .filter(Mounts.Mount::isRemote)
            .map(remote -> remote.source() + remote.below(file))
            .orElse(host + ":" + file);
    return new Volume(id, mount.map(Mounts.Mount::device).stream().collect(Collectors.toSet()));
  }

  private static Optional<String> mapper(Path folder) {
    return SmallFile.word(folder.resolve("dm/uuid"))
        .map(
            uuid ->
                uuid.startsWith(MULTIPATH)
                    ? "wwn:" + uuid.substring(MULTIPATH.length())
                    : "dm:" + uuid);
  }

  /** SCSI and NVMe disks tell {@code naa.600...}, which others know with a digit for its kind. */
  private static Optional<String> worldWideName(Path disk) {
    return SmallFile.word(disk.resolve("device/wwid"))
        .or(() -> SmallFile.word(disk.resolve("wwid")))
        .map(
            name -> {
              String spelt =
                  name.replaceFirst("^naa\\.", "3")
                      .replaceFirst("^eui\\.", "2")
                      .replaceFirst("^t10\\.", "1");
              return "wwn:" + spelt.replaceAll("\\s+", "_");
            });
  }

  private static Path wholeDisk(Path partition) {
    try {
      return partition.toRealPath().resolve("..").normalize();
    } catch (IOException e) {
      return partition; // gone meanwhile
    }
  }

  /** Its name, which the kernel repeats in uevent; else its number. */
  private static String name(Path folder) {
    return SmallFile.read(folder.resolve("uevent")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("DEVNAME="))
        .map(line -> line.substring("DEVNAME=".length()).strip())
        .findFirst()
        .orElseGet(() -> String.valueOf(folder.getFileName()));
  }

  /** The disk of a partition, or the devices that a mapped one lies on. */
  private static Set<DeviceNumber> slaves(Path folder) {
    Set<DeviceNumber> below = new HashSet<>();
    if (Files.exists(folder.resolve("partition"))) {
      number(wholeDisk(folder)).ifPresent(below::add);
    }
    for (Path slave : children(folder.resolve("slaves"))) {
      number(slave).ifPresent(below::add);
    }
    return below;
  }

  private static Optional<DeviceNumber> number(Path device) {
    return SmallFile.word(device.resolve("dev")).flatMap(DeviceNumber::parse);
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
