package io.vputty.bench;

import io.vputty.collector.Counters;
import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.memory.GuestMemory;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import io.vputty.collector.pagehash.memory.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;

/** Memory of this process in the place of a guest's: random pages, and where they are. */
final class OwnMemory implements AutoCloseable {

  private static final Path SELF = Path.of("/proc/self");

  private final ByteBuffer buffer;
  private final Random random = new Random(7);
  private final ProcessMemory process;
  private final Region region;

  OwnMemory(int bytes) throws IOException {
    buffer = ByteBuffer.allocateDirect(bytes);
    for (int page = 0; page < pages(); page++) {
      change(page);
    }
    process = ProcessMemory.open(SELF);
    region =
        GuestMemory.all(SELF, new Counters()).stream()
            .filter(found -> found.bytes() >= bytes)
            .filter(this::isFilled)
            .min(Comparator.comparingLong(Region::bytes))
            .orElseThrow();
  }

  /** Whether a region begins with what is in the buffer, behind the allocator's own words. */
  private boolean isFilled(Region candidate) {
    int bytes = 2 * PageHasher.PAGE_BYTES;
    byte[] first = new byte[bytes];
    int read = process.read(candidate.start(), 2, first);
    ByteBuffer wanted = buffer.duplicate().position(0).limit(PageHasher.PAGE_BYTES);
    for (int offset = 0; read == 2 && offset <= PageHasher.PAGE_BYTES; offset += Long.BYTES) {
      if (ByteBuffer.wrap(first, offset, PageHasher.PAGE_BYTES).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  int pages() {
    return buffer.capacity() / PageHasher.PAGE_BYTES;
  }

  /** Gives a page new contents. */
  void change(int page) {
    byte[] contents = new byte[PageHasher.PAGE_BYTES];
    random.nextBytes(contents);
    buffer.put(page * PageHasher.PAGE_BYTES, contents);
  }

  ProcessMemory process() {
    return process;
  }

  Region region() {
    return region;
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
