package io.vputty.collector.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process answers HTTP.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 0 for any free one
 */
public record HttpAddress(String host, int port) {

  /** The setting of a process that answers none. */
  public static final String OFF = "off";

  private static final Pattern FORM = Pattern.compile("(\\[[^\\]]+]|[^:\\[\\]]+):(\\d{1,5})");
  private static final int LARGEST_PORT = 65_535;

  /**
   * Reads "127.0.0.1:9643" or "[::1]:9643"; empty if it is {@value #OFF}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Optional<HttpAddress> parse(String text) {
    if (text.equals(OFF)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches() || Integer.parseInt(form.group(2)) > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "http (%s) must be ADDRESS:PORT such as 127.0.0.1:9643, or off".formatted(text));
    }
    String host = form.group(1).replaceAll("[\\[\\]]", "");
    return Optional.of(new HttpAddress(host, Integer.parseInt(form.group(2))));
  }

  /** Where a client on the same machine finds it. */
  public URI local() {
    return switch (host) {
      case "0.0.0.0" -> URI.create("http://127.0.0.1:" + port);
      case "::" -> URI.create("http://[::1]:" + port);
      default -> URI.create("http://" + this);
    };
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
