package io.vputty.schema;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ascending hashes as the gaps between them, in Rice's code: the compact form of {@link
 * PageHashSample}.
 *
 * <p>Of 64 bits the highest {@value #BITS} are sent: two VMs of 64 GiB without a page in common
 * have one such hash in common, of 16 million. Hashes are spread evenly, so that gaps follow a
 * geometric distribution, for which this code is close to the entropy: {@value #BITS} - log2(D) +
 * 1.6 bits a hash, where D is the number of contents the sample was taken from. That is 4.2 bytes
 * for 65,536 contents, against 8 of plain longs and 9.3 of Avro's.
 *
 * <p>Layout: one byte with the parameter k, 0-47, then bits, the most significant of a byte first.
 * Each gap g (the first one counted from 0), in units of 2^16, is g &gt;&gt;&gt; k ones, a zero,
 * and the k low bits of g. The last byte is filled with zeros. No hashes are no bytes.
 *
 * <p>Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22, 1979.
 */
public final class HashGaps {

  /** How many bits of a hash there are, the highest of 64. */
  public static final int BITS = 48;

  /** Those bits of a long. */
  public static final long MASK = -1L << (Long.SIZE - BITS);

  private static final int UNSENT_BITS = Long.SIZE - BITS;
  private static final int MAX_PARAMETER = BITS - 1;
  private static final double LN_2 = Math.log(2);

  private HashGaps() {}

  /**
   * Encodes hashes.
   *
   * @param hashes distinct, ascending as unsigned numbers, with no bits set outside {@link #MASK}
   */
  public static ByteBuffer encode(long[] hashes) {
    if (hashes.length == 0) {
      return ByteBuffer.allocate(0);
    }
    requireEncodable(hashes);
    int parameter = parameter(hashes);
    BitWriter bits = new BitWriter(1 + hashes.length * Long.BYTES);
    bits.write(parameter, Byte.SIZE);
    long before = 0;
    for (int i = 0; i < hashes.length; i++) {
      long hash = hashes[i] >>> UNSENT_BITS;
      long gap = hash - before;
      bits.ones(gap >>> parameter);
      bits.write(0, 1);
      bits.write(gap, parameter);
      before = hash;
    }
    return bits.toBuffer();
  }

  /** Before any is written: what descends makes gaps that no memory holds. */
  private static void requireEncodable(long[] hashes) {
    for (int i = 0; i < hashes.length; i++) {
      boolean ascends = i == 0 || Long.compareUnsigned(hashes[i - 1], hashes[i]) < 0;
      if (!ascends || (hashes[i] & ~MASK) != 0) {
        throw new IllegalArgumentException(
            "hashes must ascend and have %d bits, at %d".formatted(BITS, i));
      }
    }
  }

  /** Best for the mean gap: floor(log2(mean * ln 2)) and never more than gaps have bits. */
  private static int parameter(long[] hashes) {
    double mean = (double) (hashes[hashes.length - 1] >>> UNSENT_BITS) / hashes.length;
    int parameter = Math.getExponent(Math.max(1, mean * LN_2));
    return Math.min(MAX_PARAMETER, parameter);
  }

  /**
   * Decodes hashes.
   *
   * @param count how many there are
   * @throws UnreadableRecordException "hashes" if the bytes do not hold exactly as many
   */
  public static long[] decode(ByteBuffer bytes, int count) throws UnreadableRecordException {
    if (count == 0 && !bytes.hasRemaining()) {
      return new long[0];
    }
    BitReader bits = new BitReader(bytes);
    long parameter = bits.read(Byte.SIZE);
    // each hash takes its k bits and one more: no count makes an array larger than the bytes
    // warrant
    if (count <= 0 || parameter > MAX_PARAMETER || bits.remaining() < count * (parameter + 1)) {
      throw unreadable("%d bytes do not hold %d hashes".formatted(bytes.remaining(), count));
    }
    long[] hashes = new long[count];
    long before = 0;
    for (int i = 0; i < count; i++) {
      long hash = before + ((bits.ones() << parameter) | bits.read((int) parameter));
      if ((i > 0 && hash <= before) || hash >>> BITS != 0) {
        throw unreadable("hash %d does not ascend".formatted(i));
      }
      hashes[i] = hash << UNSENT_BITS;
      before = hash;
    }
    if (bits.remaining() >= Byte.SIZE) {
      throw unreadable("bytes follow %d hashes".formatted(count));
    }
    return hashes;
  }

  private static UnreadableRecordException unreadable(String detail) {
    return new UnreadableRecordException("hashes", detail);
  }

  /** Bits into a growing array. */
  private static final class BitWriter {

    private byte[] bytes;
    private long position;

    BitWriter(int expectedBytes) {
      bytes = new byte[expectedBytes];
    }

    void ones(long count) {
      for (long i = 0; i < count; i++) {
        write(1, 1);
      }
    }

    /** Writes the lowest bits of a value, the highest of them first. */
    void write(long value, int count) {
      int needed = Math.toIntExact((position + count + Byte.SIZE - 1) / Byte.SIZE);
      if (needed > bytes.length) {
        bytes = Arrays.copyOf(bytes, needed * 2);
      }
      int left = count;
      while (left > 0) {
        int free = Byte.SIZE - (int) (position % Byte.SIZE);
        int now = Math.min(free, left);
        long part = (value >>> (left - now)) & ((1L << now) - 1);
        bytes[(int) (position / Byte.SIZE)] |= (byte) (part << (free - now));
        position += now;
        left -= now;
      }
    }

    ByteBuffer toBuffer() {
      return ByteBuffer.wrap(bytes, 0, (int) ((position + Byte.SIZE - 1) / Byte.SIZE));
    }
  }

  /** Bits of a buffer, whose position stays where it is. */
  private static final class BitReader {

    private final ByteBuffer bytes;
    private final int start;
    private final long length;
    private long position;

    BitReader(ByteBuffer bytes) {
      this.bytes = bytes;
      start = bytes.position();
      length = (long) bytes.remaining() * Byte.SIZE;
    }

    long remaining() {
      return length - position;
    }

    /** How many ones there are before the next zero, which is passed over. */
    long ones() throws UnreadableRecordException {
      long count = 0;
      while (read(1) == 1) {
        count++;
      }
      return count;
    }

    long read(int count) throws UnreadableRecordException {
      if (remaining() < count) {
        throw unreadable("bytes end too early");
      }
      long value = 0;
      int left = count;
      while (left > 0) {
        int free = Byte.SIZE - (int) (position % Byte.SIZE);
        int now = Math.min(free, left);
        int whole = bytes.get(start + (int) (position / Byte.SIZE)) & 0xFF;
        long part = (whole >>> (free - now)) & ((1L << now) - 1);
        value = (value << now) | part;
        position += now;
        left -= now;
      }
      return value;
    }
  }
}
