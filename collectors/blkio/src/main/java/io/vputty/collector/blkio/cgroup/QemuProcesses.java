package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.host.QemuCommandLine;
import io.vputty.collector.host.SmallFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which VM runs in a cgroup, by the command line of its QEMU process. */
final class QemuProcesses {

  /** libvirt puts QEMU two folders deep, KubeVirt's pods their containers. */
  private static final int DEEPEST = 3;

  private final Path proc;

  QemuProcesses(Path proc) {
    this.proc = proc;
  }

  /**
   * A VM's process.
   *
   * @param vm UUID in lower case
   * @param process its folder in /proc
   */
  record Found(String vm, Path process) {}

  /** The VM whose process is in a group or below it. */
  Optional<Found> in(Path group) {
    return in(group, DEEPEST);
  }

  private Optional<Found> in(Path group, int depth) {
    List<String> pids =
        SmallFile.read(group.resolve("cgroup.procs"))
            .map(text -> text.lines().toList())
            .orElse(List.of());
    for (String pid : pids) {
      Path process = proc.resolve(pid);
      Optional<String> vm =
          SmallFile.read(process.resolve("cmdline"))
              .map(QemuCommandLine::parse)
              .flatMap(QemuCommandLine::vm);
      if (vm.isPresent()) {
        return vm.map(uuid -> new Found(uuid, process));
      }
    }
    return depth == 0
        ? Optional.empty()
        : VmGroups.folders(group).stream()
            .map(child -> in(child, depth - 1))
            .flatMap(Optional::stream)
            .findFirst();
  }
}
