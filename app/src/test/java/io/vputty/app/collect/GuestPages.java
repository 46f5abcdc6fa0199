package io.vputty.app.collect;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/** The page contents of a guest that stands still, all of them, read for a comparison. */
final class GuestPages {

  private static final int PAGE = 4096;

  private GuestPages() {}

  /** Digests of the distinct contents of present pages, but zeros. */
  static Set<ByteBuffer> of(Path process) throws IOException, NoSuchAlgorithmException {
    long start = start(process);
    int count = (int) (Guests.MEMORY_BYTES / PAGE);
    byte[] page = new byte[PAGE];
    byte[] zeros = new byte[PAGE];
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Set<ByteBuffer> contents = new HashSet<>();
    try (RandomAccessFile memory = new RandomAccessFile(process.resolve("mem").toFile(), "r");
        RandomAccessFile map = new RandomAccessFile(process.resolve("pagemap").toFile(), "r")) {
      byte[] entries = new byte[count * Long.BYTES];
      map.seek(start / PAGE * Long.BYTES);
      map.readFully(entries);
      ByteBuffer table = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
      for (int i = 0; i < count; i++) {
        if (table.getLong(i * Long.BYTES) < 0) { // present
          memory.seek(start + (long) i * PAGE);
          memory.readFully(page);
          if (!MessageDigest.isEqual(page, zeros)) {
            contents.add(ByteBuffer.wrap(digest.digest(page)));
          }
        }
      }
    }
    return contents;
  }

  /** The one writable mapping that is exactly as large as the guest's memory. */
  private static long start(Path process) throws IOException {
    for (String line : Files.readAllLines(process.resolve("maps"))) {
      String[] words = line.split("[ -]", 4);
      long start = Long.parseUnsignedLong(words[0], 16);
      long end = Long.parseUnsignedLong(words[1], 16);
      if (end - start == Guests.MEMORY_BYTES && words[2].equals("rw")) {
        return start;
      }
    }
    throw new IOException(process + " has no mapping of the guest's size");
  }
}
