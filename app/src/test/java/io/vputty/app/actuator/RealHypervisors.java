package io.vputty.app.actuator;

import io.vputty.app.collect.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two libvirt daemons and a guest on the first, as {@code bench/lab/hypervisors.sh} starts them.
 */
final class RealHypervisors implements AutoCloseable {

  static final String GUEST = "00000001-aaaa-bbbb-cccc-00000000000b";
  static final String FIRST = "vputty-hv1";
  static final String SECOND = "vputty-hv2";

  private static final Path SCRIPT = Path.of("..", "bench", "lab", "hypervisors.sh");
  private static final Path KERNEL = Path.of("/var/lib/vputty-lab/kernel/boot");
  private static final String PROBE = "vputty-probe-hv";
  private static final List<String> PROGRAMS =
      List.of(
          "libvirtd", "virsh", "qemu-system-x86_64", "busybox", "cpio", "ip", "nsenter", "unshare");
  private static final Pattern BEAT = Pattern.compile("BEAT (\\d+) ([0-9a-f-]{36})\\s*");

  /**
   * The guest has said that it is alive.
   *
   * @param count how often, since it was booted
   * @param boot which boot that was
   */
  record Beat(int count, String boot) {}

  private final Path directory;

  private RealHypervisors(Path directory) {
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
    try {
      Lab.run("ip", "netns", "add", PROBE);
      Lab.run("ip", "netns", "del", PROBE);
      Lab.run("unshare", "--mount", "--uts", "true");
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("no network or mount namespaces: " + e.getMessage());
    }
  }

  /** Starts them and waits until the guest is alive. */
  static RealHypervisors start(Path directory) throws IOException, InterruptedException {
    Lab.run("sh", SCRIPT.toString(), "start", directory.toString());
    return new RealHypervisors(directory);
  }

  /** Where the libvirt of a host answers. */
  String uri(String host) {
    return "qemu+unix:///system?socket=" + directory.resolve(host).resolve("run/libvirt-sock");
  }

  /** UUIDs of the guests that run on a host. */
  List<String> running(String host) throws IOException, InterruptedException {
    return Lab.run("virsh", "-q", "-c", uri(host), "list", "--uuid")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** All that the guest has said, wherever it ran. */
  List<Beat> beats() throws IOException {
    return Files.readAllLines(directory.resolve("g1.log")).stream()
        .map(BEAT::matcher)
        .filter(Matcher::matches)
        .map(line -> new Beat(Integer.parseInt(line.group(1)), line.group(2)))
        .toList();
  }

  /** Ends them and removes what the script made. */
  @Override
  public void close() throws IOException, InterruptedException {
    Lab.run("sh", SCRIPT.toString(), "stop", directory.toString());
  }
}
