package io.vputty.collector.blkio.cgroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a host has mounted its cgroups: version 1 with a tree for each controller, version 2 with
 * one for all, or version 1 with an empty or partial version 2 beside it (hybrid).
 *
 * @param unified whether block I/O is in the version 2 tree
 * @param io tree with block I/O
 * @param cpu tree with CPU time
 * @param memory tree with memory
 * @param pressure tree with pressure (PSI); absent without a version 2 tree
 */
public record Hierarchy(boolean unified, Path io, Path cpu, Path memory, Optional<Path> pressure) {

  private static final int FIELDS = 10;
  private static final int MOUNT_POINT = 4;

  /** A line of mountinfo that is of a cgroup file system. */
  private record Mount(Path point, boolean unified, List<String> controllers) {}

  /**
   * Finds them.
   *
   * @param mountinfo lines of {@code /proc/self/mountinfo} (proc_pid_mountinfo(5))
   * @param root folder that stands for {@code /}, another one in tests
   * @return empty if block I/O is in no tree
   */
  public static Optional<Hierarchy> find(List<String> mountinfo, Path root) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : mountinfo) {
      mount(line, root).ifPresent(mounts::add);
    }
    Optional<Path> unified = mounts.stream().filter(Mount::unified).map(Mount::point).findFirst();
    Optional<Path> io = versionOne(mounts, "blkio");
    if (io.isPresent()) {
      Path cpu = versionOne(mounts, "cpuacct").orElse(io.get());
      Path memory = versionOne(mounts, "memory").orElse(io.get());
      return Optional.of(new Hierarchy(false, io.get(), cpu, memory, unified));
    }
    return unified.map(tree -> new Hierarchy(true, tree, tree, tree, unified));
  }

  private static Optional<Path> versionOne(List<Mount> mounts, String controller) {
    return mounts.stream()
        .filter(mount -> !mount.unified() && mount.controllers().contains(controller))
        .map(Mount::point)
        .findFirst();
  }

  /** The fields behind the optional ones, which a dash ends: type, source, options. */
  private static Optional<Mount> mount(String line, Path root) {
    List<String> fields = Arrays.asList(line.split(" ", -1));
    int dash = fields.indexOf("-");
    if (fields.size() < FIELDS || dash < 0 || dash + 3 >= fields.size()) {
      return Optional.empty();
    }
    String type = fields.get(dash + 1);
    if (!type.equals("cgroup") && !type.equals("cgroup2")) {
      return Optional.empty();
    }
    Path point = root.resolve(fields.get(MOUNT_POINT).substring(1));
    List<String> options = Arrays.asList(fields.get(dash + 3).split(",", -1));
    return Optional.of(new Mount(point, type.equals("cgroup2"), options));
  }
}
