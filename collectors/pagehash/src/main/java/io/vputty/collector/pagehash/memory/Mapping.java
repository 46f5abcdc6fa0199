package io.vputty.collector.pagehash.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of a process.
 *
 * @param region where it is
 * @param rights four letters: "rw-p"
 * @param name file or label; empty if it is anonymous
 * @param flags VmFlags of smaps, two letters each; empty if read from maps
 */
record Mapping(Region region, String rights, String name, Set<String> flags) {

  /** As /proc/PID/maps and smaps begin a mapping (proc_pid_maps(5)). */
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "([0-9a-f]{1,16})-([0-9a-f]{1,16}) ([r-][w-][x-][ps]) [0-9a-f]+ [0-9a-f]+:[0-9a-f]+ \\d+"
              + " *(.*)");

  private static final String FLAGS = "VmFlags:";
  private static final Pattern DETAIL = Pattern.compile("[A-Za-z_]+: .*");

  /** Of mappings that are no memory: files of devices, and pages that the kernel put there. */
  private static final Pattern NO_MEMORY =
      Pattern.compile("/dev/(?!shm/|hugepages|zero).*|\\[v.*]");

  Mapping {
    flags = Set.copyOf(flags);
  }

  /** Mappings of a text, and how many of its lines make no sense. */
  record Parsed(List<Mapping> mappings, int malformedLines) {}

  /** Reads maps or smaps; addresses in the kernel's half are left out. */
  static Parsed parse(String text) {
    List<Mapping> mappings = new ArrayList<>();
    int malformed = 0;
    for (String line : text.lines().toList()) {
      Matcher first = FIRST_LINE.matcher(line);
      if (first.matches()) {
        Optional<Mapping> mapping = mapping(first);
        mapping.ifPresent(mappings::add);
        malformed += mapping.isPresent() || isKernels(first) ? 0 : 1;
      } else if (line.startsWith(FLAGS) && !mappings.isEmpty()) {
        Mapping last = mappings.remove(mappings.size() - 1);
        String[] flags = line.substring(FLAGS.length()).strip().split(" +", -1);
        mappings.add(last.with(new HashSet<>(Arrays.asList(flags))));
      } else if (!DETAIL.matcher(line).matches() && !line.isBlank()) {
        malformed++;
      }
    }
    return new Parsed(mappings, malformed);
  }

  private static Optional<Mapping> mapping(Matcher first) {
    long start = Long.parseUnsignedLong(first.group(1), 16);
    long end = Long.parseUnsignedLong(first.group(2), 16);
    return start < 0 || end <= start
        ? Optional.empty()
        : Optional.of(
            new Mapping(new Region(start, end), first.group(3), first.group(4), Set.of()));
  }

  private static boolean isKernels(Matcher first) {
    return Long.parseUnsignedLong(first.group(1), 16) < 0;
  }

  private Mapping with(Set<String> newFlags) {
    return new Mapping(region, rights, name, newFlags);
  }

  /** Whether it may be memory of a guest, by what maps says. */
  boolean mayBeGuests(long smallestBytes) {
    return rights.startsWith("rw-") && region.bytes() >= smallestBytes && isMemory();
  }

  /**
   * Whether QEMU keeps it from its children ("dc", do not copy), as it does with all memory of the
   * machine it emulates, and with nothing else.
   */
  boolean isKeptFromChildren() {
    return flags.contains("dc");
  }

  /** Whether reading it reads memory, and nothing else happens. */
  boolean isMemory() {
    return rights.startsWith("r")
        && !NO_MEMORY.matcher(name).matches()
        && !flags.contains("io")
        && !flags.contains("pf");
  }
}
