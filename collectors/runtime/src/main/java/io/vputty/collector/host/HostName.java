package io.vputty.collector.host;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Name of the host in the inventory. */
public final class HostName {

  private HostName() {}

  /**
   * The name.
   *
   * @param setting as it is set; empty takes the machine's own
   * @throws IllegalArgumentException if it is not set and the machine has none
   */
  public static String of(String setting) {
    if (!setting.isEmpty()) {
      return setting;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("host: the machine has no name of its own", e);
    }
  }
}
