package io.vputty.collector.pagehash.memory;

import io.vputty.collector.pagehash.key.PageHasher;
import java.io.IOException;
import java.util.List;

/** Reads slices of a process's memory and hashes their pages. Not thread-safe. */
public final class SliceReader {

  /** Pages of a slice: 2 MiB, as many as a huge page has. */
  public static final int SLICE_PAGES = 512;

  private final ProcessMemory memory;
  private final byte[] pages = new byte[ProcessMemory.MAX_PAGES * PageHasher.PAGE_BYTES];

  public SliceReader(ProcessMemory memory) {
    this.memory = memory;
  }

  /**
   * What a slice holds.
   *
   * @param present pages that were there, and read
   * @param swapped pages that were swapped out, and left there
   * @param hashes by hasher, {@code present} each
   */
  public record Pages(int present, int swapped, long[][] hashes) {}

  /**
   * Reads one.
   *
   * @param address of its first page
   * @param count how many pages it has
   * @param hashers each page is hashed by all of them
   * @throws IOException if the process is gone
   */
  public Pages read(long address, int count, List<PageHasher> hashers) throws IOException {
    long[] entries = memory.pagemap(address, count);
    long[][] hashes = new long[hashers.size()][count];
    int present = 0;
    int swapped = 0;
    for (int i = 0; i < count; ) {
      swapped += ProcessMemory.isSwapped(entries[i]) ? 1 : 0;
      int run = run(entries, i);
      if (run > 0) {
        int read = memory.read(address + (long) i * PageHasher.PAGE_BYTES, run, pages);
        for (int h = 0; h < hashes.length; h++) {
          hashers.get(h).hash(pages, read, hashes[h], present);
        }
        present += read;
      }
      i += Math.max(1, run);
    }
    return new Pages(present, swapped, hashes);
  }

  /** How many present pages begin here, at most as many as can be read at once. */
  private static int run(long[] entries, int start) {
    int end = start;
    while (end < entries.length
        && end - start < ProcessMemory.MAX_PAGES
        && ProcessMemory.isPresent(entries[end])) {
      end++;
    }
    return end - start;
  }
}
