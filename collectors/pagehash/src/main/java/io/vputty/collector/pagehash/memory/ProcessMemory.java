package io.vputty.collector.pagehash.memory;

import io.vputty.collector.pagehash.key.PageHasher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Memory of a running process, read from outside: nothing is stopped, and nothing attached to.
 *
 * <p>Reading an absent page would make the kernel bring it in: swap in what was swapped out, give
 * pages back to a guest that a balloon had taken them from. So {@link #pagemap} is asked before,
 * and only pages that are there are read. One that goes away in between is brought in after all; an
 * anonymous one as the shared page of zeros, which takes no memory.
 *
 * <p>Source: pagemap.rst and proc_pid_mem(5). Not thread-safe.
 */
public final class ProcessMemory implements AutoCloseable {

  /** Most pages that {@link #read} takes at once: they fit a core's cache. */
  public static final int MAX_PAGES = 64;

  private static final long PRESENT = 1L << 63;
  private static final long SWAPPED = 1L << 62;

  private final FileChannel memory;
  private final FileChannel pagemap;
  private final ByteBuffer pages =
      ByteBuffer.allocateDirect(MAX_PAGES * PageHasher.PAGE_BYTES).order(ByteOrder.nativeOrder());
  private ByteBuffer entries = ByteBuffer.allocateDirect(0);

  private ProcessMemory(FileChannel memory, FileChannel pagemap) {
    this.memory = memory;
    this.pagemap = pagemap;
  }

  /**
   * Opens a process.
   *
   * @param process its folder in /proc
   * @throws IOException if it is gone, or may not be looked into
   */
  public static ProcessMemory open(Path process) throws IOException {
    FileChannel memory = openFile(process.resolve("mem"));
    try {
      return new ProcessMemory(memory, openFile(process.resolve("pagemap")));
    } catch (IOException e) {
      memory.close();
      throw e;
    }
  }

  private static FileChannel openFile(Path file) throws IOException {
    try {
      return FileChannel.open(file);
    } catch (NoSuchFileException e) {
      throw new IOException("%s: there is no such process".formatted(file), e);
    } catch (AccessDeniedException e) {
      throw new IOException("%s may not be read".formatted(file), e);
    }
  }

  /**
   * Entries of the page table, in the kernel's form.
   *
   * @param address of the first page
   * @return as many as asked for; 0, absent, for those that the kernel does not tell
   */
  public long[] pagemap(long address, int count) throws IOException {
    int bytes = count * Long.BYTES;
    if (entries.capacity() < bytes) {
      entries = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    entries.clear().limit(bytes);
    long at = address / PageHasher.PAGE_BYTES * Long.BYTES;
    while (entries.hasRemaining()) {
      if (pagemap.read(entries, at + entries.position()) <= 0) {
        break;
      }
    }
    LongBuffer read = entries.flip().asLongBuffer();
    long[] result = new long[count];
    read.get(result, 0, read.remaining());
    return result;
  }

  static boolean isPresent(long entry) {
    return (entry & PRESENT) != 0;
  }

  static boolean isSwapped(long entry) {
    return !isPresent(entry) && (entry & SWAPPED) != 0;
  }

  /**
   * Reads pages that follow one another.
   *
   * @param address of the first
   * @param count at most {@link #MAX_PAGES}
   * @param to takes them from its beginning
   * @return how many could be read
   */
  public int read(long address, int count, byte[] to) {
    pages.clear().limit(count * PageHasher.PAGE_BYTES);
    try {
      while (pages.hasRemaining()) {
        if (memory.read(pages, address + pages.position()) <= 0) {
          break;
        }
      }
    } catch (IOException e) {
      // unmapped meanwhile, or the process has ended: what was read before counts
    }
    int read = pages.position() / PageHasher.PAGE_BYTES;
    pages.flip().get(to, 0, read * PageHasher.PAGE_BYTES);
    return read;
  }

  @Override
  public void close() throws IOException {
    try (memory) {
      pagemap.close();
    }
  }
}
