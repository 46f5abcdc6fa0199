package io.vputty.app.simulator;

/**
 * State of a VM's newest migration.
 *
 * @param vm index of the VM
 * @param source index of the host it left or leaves
 * @param target index of the host it goes or went to
 * @param totalBytes bytes to transfer: its memory and what is dirtied meanwhile
 * @param transferredBytes bytes transferred so far; equal to the total when it has arrived
 * @param startedSecond second in which it began
 * @param seconds seconds it took so far
 */
public record Migration(
    int vm,
    int source,
    int target,
    long totalBytes,
    long transferredBytes,
    long startedSecond,
    long seconds) {
  /** Whether the VM runs at the target. */
  public boolean arrived() {
    return transferredBytes >= totalBytes;
  }

  /** Share transferred, 0-1. */
  public double progress() {
    return (double) transferredBytes / totalBytes;
  }

  Migration transfer(long bytes) {
    long now = Math.min(totalBytes, transferredBytes + bytes);
    return new Migration(vm, source, target, totalBytes, now, startedSecond, seconds + 1);
  }
}
