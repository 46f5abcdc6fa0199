package io.vputty.collector.sflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * Datagrams that the kernel dropped because nobody took them from the sockets of a UDP port in
 * time: the last column of their rows in {@code /proc/net/udp} and {@code udp6} (proc(5)), added
 * up.
 *
 * <p>They are part of what sequence numbers show as lost, not beside it: they tell where it was
 * lost.
 */
public final class SocketDrops {

  private static final int HEX = 16;
  private static final int LOCAL = 1;
  private static final int LEAST_COLUMNS = 13;

  private final List<Path> tables;
  private final int port;

  public SocketDrops(int port) {
    this(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")), port);
  }

  SocketDrops(List<Path> tables, int port) {
    this.tables = tables;
    this.port = port;
  }

  /** Drops so far; empty where the kernel does not tell. */
  public OptionalLong read() {
    OptionalLong sum = OptionalLong.empty();
    for (Path table : tables) {
      for (String row : rows(table)) {
        OptionalLong drops = drops(row.strip().split("\\s+", -1));
        if (drops.isPresent()) {
          sum = OptionalLong.of(sum.orElse(0) + drops.getAsLong());
        }
      }
    }
    return sum;
  }

  private static List<String> rows(Path table) {
    try {
      return Files.readAllLines(table);
    } catch (IOException e) {
      return List.of();
    }
  }

  private OptionalLong drops(String[] columns) {
    if (columns.length < LEAST_COLUMNS) {
      return OptionalLong.empty();
    }
    String local = columns[LOCAL];
    try {
      boolean ours = Integer.parseInt(local.substring(local.lastIndexOf(':') + 1), HEX) == port;
      return ours
          ? OptionalLong.of(Long.parseLong(columns[columns.length - 1]))
          : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
