package io.vputty.collector.host;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** What a process may do beyond its user's rights (capabilities(7)); the bits of CapEff. */
public enum Capability {
  /** Reads files and folders whatever their rights. */
  CAP_DAC_READ_SEARCH(2),
  /** Looks into processes of other users. */
  CAP_SYS_PTRACE(19);

  private static final String LINE = "CapEff:";

  private final int bit;

  Capability(int bit) {
    this.bit = bit;
  }

  /**
   * Those that this process has.
   *
   * @param proc mount point of proc
   */
  public static Set<Capability> effective(Path proc) {
    long bits =
        SmallFile.read(proc.resolve("self/status")).stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith(LINE))
            .mapToLong(line -> Long.parseUnsignedLong(line.substring(LINE.length()).strip(), 16))
            .findFirst()
            .orElse(0);
    Set<Capability> held = EnumSet.noneOf(Capability.class);
    for (Capability capability : values()) {
      if ((bits >>> capability.bit & 1) == 1) {
        held.add(capability);
      }
    }
    return held;
  }
}
