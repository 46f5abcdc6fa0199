package io.vputty.app.collect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real guests under libvirt, as {@code bench/lab/guests.sh} starts them: g1 and g2 from one image,
 * g3 from another.
 */
final class Guests implements AutoCloseable {

  /** Memory of each, bytes. */
  static final long MEMORY_BYTES = 192L << 20;

  /** Pages that guests of one image have in common beside the system's. */
  static final int IMAGE_PAGES = 2048;

  private static final Path SCRIPT = Path.of("..", "bench", "lab", "guests.sh");
  private static final Path KERNEL = Path.of("/var/lib/vputty-lab/kernel/boot");
  private static final Path GROUPS = Path.of("/sys/fs/cgroup/blkio");
  private static final List<String> PROGRAMS =
      List.of("libvirtd", "virsh", "qemu-system-x86_64", "busybox", "cpio", "losetup", "unshare");

  private final Path directory;

  private Guests(Path directory) {
    this.directory = directory;
  }

  /** Why they cannot run on this machine; empty if they can. */
  static Optional<String> hindrance() throws InterruptedException {
    Optional<String> missing = Lab.missing(PROGRAMS);
    if (missing.isPresent()) {
      return missing;
    }
    if (!Files.isDirectory(KERNEL)) {
      return Optional.of("bench/lab/packages.sh has not been run: no kernel for guests");
    }
    if (!Files.isWritable(GROUPS)) {
      return Optional.of("no cgroups of version 1 with block I/O, or no right to write to them");
    }
    try {
      Lab.run("losetup", "-f");
      Lab.run("unshare", "--mount", "true");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no loop devices or mount namespaces: " + e.getMessage());
    }
  }

  /** Starts them and waits until their pages are in memory. */
  static Guests start(Path directory) throws IOException, InterruptedException {
    Lab.run("sh", SCRIPT.toString(), "start", directory.toString());
    return new Guests(directory);
  }

  static String uuid(int guest) {
    return "0000000%1$d-aaaa-bbbb-cccc-00000000000%1$d".formatted(guest);
  }

  /** Folder in /proc of a guest's QEMU process. */
  Path process(int guest) throws IOException {
    String pid = Files.readString(directory.resolve("run/qemu/g%d.pid".formatted(guest))).strip();
    return Path.of("/proc", pid);
  }

  /** The loop device that is g1's volume. */
  Path volume() throws IOException {
    return Path.of(Files.readString(directory.resolve("volume")).strip());
  }

  /** Makes all of them stand still, or go on. */
  void freeze(boolean still) throws IOException, InterruptedException {
    for (int guest = 1; guest <= 3; guest++) {
      String pid = process(guest).getFileName().toString();
      Lab.run("kill", still ? "-STOP" : "-CONT", pid);
    }
  }

  /** Bytes that g1 has written to its volume, as QEMU counts them. */
  long writtenBytes() throws IOException, InterruptedException {
    return virsh("domblkstat", "g1", "vda")
        .lines()
        .filter(line -> line.startsWith("vda wr_bytes "))
        .mapToLong(line -> Long.parseLong(line.substring("vda wr_bytes ".length()).strip()))
        .findFirst()
        .orElseThrow();
  }

  /** Ends one at once; libvirt still knows it. */
  void end(int guest) throws IOException, InterruptedException {
    virsh("destroy", "g" + guest);
  }

  /** Makes libvirt forget one that has ended. */
  void forget(int guest) throws IOException, InterruptedException {
    virsh("undefine", "g" + guest);
  }

  /** Where libvirt answers. */
  String uri() {
    return "qemu+unix:///system?socket=" + directory.resolve("run/libvirt-sock");
  }

  /** What virsh prints, stripped. */
  String virsh(String... command) throws IOException, InterruptedException {
    return Lab.run(
            Stream.concat(Stream.of("virsh", "-q", "-c", uri()), Arrays.stream(command))
                .toArray(String[]::new))
        .strip();
  }

  /** What virsh says of a thing in a list of "name: value". */
  String virshValue(String name, String... command) throws IOException, InterruptedException {
    return virsh(command)
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  /** Ends all and removes what the script made. */
  @Override
  public void close() throws IOException, InterruptedException {
    Lab.run("sh", SCRIPT.toString(), "stop", directory.toString());
  }
}
