package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.Counters;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cgroups of VMs: folders whose path matches one of some patterns, in which a process
 * runs that names a VM's UUID. What was found before is not searched for again.
 */
public final class VmGroups {

  private static final int DEEPEST = 6;
  private static final String INODE = "unix:ino";

  private final Path tree;
  private final List<Pattern> patterns;
  private final QemuProcesses processes;
  private final Counters counters;
  private Map<String, VmGroup> known = new HashMap<>();

  /**
   * @param tree mount point of the cgroups
   * @param patterns of paths below it, with slashes between folders
   * @param proc mount point of proc
   */
  public VmGroups(Path tree, List<Pattern> patterns, Path proc, Counters counters) {
    this.tree = tree;
    this.patterns = List.copyOf(patterns);
    this.counters = counters;
    processes = new QemuProcesses(proc);
  }

  /** Those that are there now. */
  public List<VmGroup> find() {
    Map<String, VmGroup> found = new HashMap<>();
    search(tree, "", 1, found);
    known = found;
    return List.copyOf(found.values());
  }

  private void search(Path folder, String above, int depth, Map<String, VmGroup> found) {
    for (Path child : folders(folder)) {
      String path = above + child.getFileName();
      if (patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches())) {
        VmGroup group = group(child, path);
        if (group != null) {
          found.put(path, group);
        }
      } else if (depth < DEEPEST) {
        search(child, path + "/", depth + 1, found);
      }
    }
  }

  private @Nullable VmGroup group(Path folder, String path) {
    long inode;
    try {
      inode = ((Number) Files.getAttribute(folder, INODE)).longValue();
    } catch (IOException e) {
      return null; // gone meanwhile
    }
    VmGroup before = known.get(path);
    if (before != null && before.inode() == inode) {
      return before;
    }
    Optional<QemuProcesses.Found> qemu = processes.in(folder);
    if (qemu.isEmpty()) {
      counters.increment("groups.without-vm");
    }
    return qemu.map(found -> new VmGroup(path, inode, found.vm(), found.process())).orElse(null);
  }

  /** Folders in a folder; cgroups hold hundreds of files, so that what a file is costs most. */
  static List<Path> folders(Path folder) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
      children.forEach(folders::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of(); // gone meanwhile
    }
    return folders;
  }
}
