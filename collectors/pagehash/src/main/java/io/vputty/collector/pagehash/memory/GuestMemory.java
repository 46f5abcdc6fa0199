package io.vputty.collector.pagehash.memory;

import io.vputty.collector.Counters;
import io.vputty.collector.host.SmallFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a QEMU process keeps the memory of its guest: it may be in several pieces, and more may be
 * plugged in while it runs.
 *
 * <p>A piece is writable, not executable (as translated code is), kept from children, and either of
 * a size that the command line names or at least as large as the smallest memory module. That
 * leaves out video memory and firmware. To know what is kept from children, smaps is read, for
 * which the kernel walks all page tables: only when maps says that large mappings have changed.
 */
public final class GuestMemory {

  /** Linux on x86 plugs memory in and out in blocks of this size. */
  private static final long SMALLEST_MODULE_BYTES = 128L << 20;

  private final Path process;
  private final Set<Long> declaredSizes;
  private final long smallestBytes;
  private final Counters counters;
  private List<Mapping> seen = List.of();
  private List<Region> regions = List.of();

  /**
   * @param process folder of the process in /proc
   * @param declaredSizes sizes that the command line names, bytes
   */
  public GuestMemory(Path process, Set<Long> declaredSizes, Counters counters) {
    this.process = process;
    this.declaredSizes = Set.copyOf(declaredSizes);
    this.counters = counters;
    smallestBytes =
        declaredSizes.stream().filter(bytes -> bytes > 0).reduce(SMALLEST_MODULE_BYTES, Math::min);
  }

  /** Where it is now; nowhere if the process is gone. */
  public List<Region> regions() {
    List<Mapping> large =
        read("maps").stream().filter(mapping -> mapping.mayBeGuests(smallestBytes)).toList();
    if (!large.equals(seen)) {
      seen = large;
      regions = look();
    }
    return regions;
  }

  private List<Region> look() {
    List<Region> found = new ArrayList<>();
    for (Mapping mapping : read("smaps")) {
      long bytes = mapping.region().bytes();
      if (mapping.mayBeGuests(smallestBytes)
          && mapping.isKeptFromChildren()
          && (bytes >= SMALLEST_MODULE_BYTES || declaredSizes.contains(bytes))) {
        found.add(mapping.region());
      }
    }
    return found;
  }

  /** All memory of a process that is not QEMU's: whatever can be read. */
  public static List<Region> all(Path process, Counters counters) {
    return read(process, "maps", counters).stream()
        .filter(Mapping::isMemory)
        .map(Mapping::region)
        .toList();
  }

  private List<Mapping> read(String file) {
    return read(process, file, counters);
  }

  private static List<Mapping> read(Path process, String file, Counters counters) {
    Mapping.Parsed parsed = Mapping.parse(SmallFile.read(process.resolve(file)).orElse(""));
    counters.add("lines.malformed." + file, parsed.malformedLines());
    return parsed.mappings();
  }
}
