package io.vputty.collector.blkio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder with the files of /proc and /sys that tell of VMs, as a test wants them. */
final class MadeHost {

  static final String VM = "00000000-0000-4000-8000-00000000000";

  final Path root;

  MadeHost(Path root) {
    this.root = root;
  }

  /** Mounts version 2 alone. */
  MadeHost unified() throws IOException {
    return mountinfo(
        """
        22 1 254:0 / / rw - ext4 /dev/vda rw
        30 22 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate
        """);
  }

  /** Mounts version 1, with version 2 beside it for pressure. */
  MadeHost hybrid() throws IOException {
    return mountinfo(
        """
        22 1 254:0 / / rw - ext4 /dev/vda rw
        31 22 0:27 / /sys/fs/cgroup/blkio rw - cgroup cgroup rw,blkio
        32 22 0:28 / /sys/fs/cgroup/cpu,cpuacct rw shared:1 - cgroup cgroup rw,cpu,cpuacct
        33 22 0:29 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
        34 22 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
        """);
  }

  MadeHost mountinfo(String text) throws IOException {
    return put("proc/self/mountinfo", text);
  }

  /** Writes a file. */
  MadeHost put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    return this;
  }

  /** Puts the QEMU process of a VM into a group. */
  MadeHost vm(String group, int number) throws IOException {
    put(group + "/cgroup.procs", (1000 + number) + "\n");
    return put(
        "proc/" + (1000 + number) + "/cmdline",
        "qemu-system-x86_64\0-name\0guest=vm"
            + number
            + "\0-uuid\0"
            + VM
            + number
            + "\0-m\0001G\0");
  }

  /** Removes a folder with all that is in it. */
  void remove(String path) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(path))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
