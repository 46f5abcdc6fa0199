package io.vputty.sink.console.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * Where the console answers.
 *
 * @param bind address it listens at
 * @param port TCP port
 * @param tls whether it speaks HTTPS
 */
public record ConsoleAddress(String bind, int port, boolean tls) {
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Whether only this machine can reach it. */
  public boolean loopback() {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("there is no address " + bind, e);
    }
  }

  /** "http" or "https". */
  public String scheme() {
    return tls ? "https" : "http";
  }

  /** For a browser. */
  public String url() {
    return scheme() + "://" + bind + ":" + port;
  }

  /**
   * Whether a Host header names this machine's loopback: a page of another site whose name was made
   * to point here does not.
   */
  boolean isOwnName(String host) {
    String name = host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    return LOCAL_NAMES.contains(name);
  }
}
