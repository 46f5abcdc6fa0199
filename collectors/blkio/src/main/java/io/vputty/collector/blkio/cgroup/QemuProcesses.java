package io.vputty.collector.blkio.cgroup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which VM runs in a cgroup, by the command line of its QEMU process. */
final class QemuProcesses {

  private static final String UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final Pattern ALONE = Pattern.compile(UUID);

  /** As Proxmox names it. */
  private static final Pattern SMBIOS = Pattern.compile("(?:^|.*,)uuid=(" + UUID + ")(?:,.*|$)");

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
      Optional<String> vm = SmallFile.read(process.resolve("cmdline")).flatMap(this::vm);
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

  private Optional<String> vm(String commandLine) {
    List<String> words = Arrays.asList(commandLine.split("\0", -1));
    for (int i = 0; i + 1 < words.size(); i++) {
      String value = words.get(i + 1);
      if (words.get(i).equals("-uuid") && ALONE.matcher(value).matches()) {
        return Optional.of(value.toLowerCase(Locale.ROOT));
      }
      Matcher smbios = SMBIOS.matcher(value);
      if (words.get(i).equals("-smbios") && smbios.matches()) {
        return Optional.of(smbios.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }
}
