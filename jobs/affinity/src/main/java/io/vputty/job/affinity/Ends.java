package io.vputty.job.affinity;

/**
 * Both ends of a pair as VMs, in one pane.
 *
 * @param from sender, or the world
 * @param to receiver, or the world
 * @param paneEndMs end of the pane, ms
 * @param asOfMs when the inventory was asked, ms
 */
record Ends(String from, String to, long paneEndMs, long asOfMs) {

  /** Whether a VM talks to itself, which is no affinity. */
  boolean isLoop() {
    return from.equals(to);
  }
}
