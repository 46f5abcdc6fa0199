package io.vputty.collector.blkio.cgroup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files of one cgroup that are read at each look: opened once and read from their beginnings again
 * and again, since opening one costs more than reading it. The kernel makes their contents anew for
 * each reading. One that is not there is looked for again after {@value #LOOKS} looks. Not
 * thread-safe.
 */
final class OpenFiles implements AutoCloseable {

  private static final int LOOKS = 12;
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int FIRST_BYTES = 1 << 14;

  // Outside the heap, so that the kernel writes right into it; all files of a look share it.
  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(FIRST_BYTES));

  private final Map<Path, Known> files = new HashMap<>();

  /**
   * A file.
   *
   * @param channel null if it was not there
   */
  private record Known(@Nullable FileChannel channel, int looksLeft) {}

  /** What a file says now; empty if it is not there, or cannot be read. */
  Optional<String> read(Path file) {
    Known known = files.get(file);
    if (known == null || (known.channel == null && known.looksLeft == 0)) {
      known = open(file);
      files.put(file, known);
    } else if (known.channel == null) {
      files.put(file, new Known(null, known.looksLeft - 1));
    }
    if (known.channel == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(contents(known.channel));
    } catch (IOException e) {
      close(known.channel);
      files.put(file, new Known(null, LOOKS));
      return Optional.empty();
    }
  }

  /** The same without white space around it. */
  Optional<String> word(Path file) {
    return read(file).map(String::strip);
  }

  private static Known open(Path file) {
    try {
      return new Known(FileChannel.open(file), 0);
    } catch (IOException e) {
      return new Known(null, LOOKS);
    }
  }

  private static String contents(FileChannel channel) throws IOException {
    ByteBuffer buffer = BUFFER.get().clear();
    while (channel.read(buffer, buffer.position()) > 0) {
      if (!buffer.hasRemaining()) {
        if (buffer.capacity() == LARGEST_BYTES) {
          throw new IOException("larger than any file of a cgroup");
        }
        buffer = ByteBuffer.allocateDirect(2 * buffer.capacity()).put(buffer.flip());
        BUFFER.set(buffer);
      }
    }
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    files.values().forEach(known -> close(known.channel));
    files.clear();
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // a file that was only read has nothing to lose
      }
    }
  }
}
