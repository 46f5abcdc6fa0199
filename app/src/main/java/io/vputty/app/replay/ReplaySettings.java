package io.vputty.app.replay;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What to replay and how.
 *
 * @param capture a pcap file with sFlow
 * @param inventory the inventory of that time
 * @param anyPort take every UDP datagram, not only those to port 6343
 * @param pane slide of the window
 * @param window size of the window
 */
public record ReplaySettings(
    Path capture, Path inventory, boolean anyPort, Duration pane, Duration window) {
  private static final Duration SLACK = Duration.ofSeconds(60);

  /** How far behind the capture time must go on so that every window closes. */
  Duration beyond() {
    return window.plus(pane.multipliedBy(2)).plus(SLACK);
  }
}
