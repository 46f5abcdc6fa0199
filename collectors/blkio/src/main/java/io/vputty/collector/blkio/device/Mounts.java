package io.vputty.collector.blkio.device;

import io.vputty.collector.blkio.cgroup.DeviceNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which file system a file is on, by the lines of mountinfo (proc_pid_mountinfo(5)). */
final class Mounts {

  static final Mounts NONE = new Mounts(List.of());

  private static final Set<String> REMOTE_TYPES =
      Set.of("nfs", "nfs4", "cifs", "smb3", "ceph", "fuse.glusterfs");
  private static final int DEVICE = 2;
  private static final int ROOT = 3;
  private static final int POINT = 4;
  private static final int LEAST_FIELDS = 9;

  private final List<Mount> mounts;

  private Mounts(List<Mount> mounts) {
    this.mounts = mounts;
  }

  /**
   * One of them.
   *
   * @param device of the file system, a made up one if it has none
   * @param root what of the file system is mounted
   * @param point where
   * @param type of the file system
   * @param source what is mounted, such as {@code server:/export}
   */
  record Mount(DeviceNumber device, String root, String point, String type, String source) {

    boolean isRemote() {
      return REMOTE_TYPES.contains(type);
    }

    /** A file's path in its file system, with a slash before it. */
    String below(String file) {
      String path = point.equals("/") ? file : file.substring(point.length());
      return root.equals("/") ? path : root + path;
    }

    private boolean holds(String file) {
      return point.equals("/") || file.startsWith(point + "/");
    }
  }

  static Mounts of(List<String> mountinfo) {
    List<Mount> mounts = new ArrayList<>();
    for (String line : mountinfo) {
      List<String> fields = Arrays.asList(line.split(" ", -1));
      int dash = fields.indexOf("-");
      if (fields.size() >= LEAST_FIELDS && dash > POINT && dash + 2 < fields.size()) {
        DeviceNumber.parse(fields.get(DEVICE))
            .map(
                device ->
                    new Mount(
                        device,
                        text(fields.get(ROOT)),
                        text(fields.get(POINT)),
                        fields.get(dash + 1),
                        text(fields.get(dash + 2))))
            .ifPresent(mounts::add);
      }
    }
    return new Mounts(mounts);
  }

  /** White space and backslashes are in octal there. */
  private static String text(String field) {
    return field
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }

  /** The mount that holds a file: of the longest point, the last one, which hides the others. */
  Optional<Mount> of(String file) {
    Mount best = null;
    for (Mount mount : mounts) {
      if (mount.holds(file) && (best == null || mount.point().length() >= best.point().length())) {
        best = mount;
      }
    }
    return Optional.ofNullable(best);
  }
}
