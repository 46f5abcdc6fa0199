package io.vputty.collector.blkio.cgroup;

import java.nio.file.Path;

/**
 * The cgroup of one VM.
 *
 * @param path below the mount point of each tree
 * @param inode of its folder: a group that was removed and made again has another one
 * @param vm UUID of the VM
 * @param process folder of its QEMU process in /proc
 */
public record VmGroup(String path, long inode, String vm, Path process) {}
