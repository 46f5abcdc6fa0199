package io.vputty.schema;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Ascending hashes as the gaps between them, in Rice's code: the compact form of {@link
 * PageHashSample}.
 *
 * <p>Hashes are spread evenly, so that gaps follow a geometric distribution, for which this code is
 * close to the entropy: 64 - log2(D) + 1.6 bits a hash, where D is the number of contents the
 * sample was taken from. That is 6.2 bytes for 65,536 contents, against 8 of plain longs and 9.3 of
 * Avro's.
 *
 * <p>Layout: one byte with the parameter k, 0-63, then bits, the most significant of a byte first.
 * Each gap g (the first one counted from 0) is g &gt;&gt;&gt; k ones, a zero, and the k low bits of
 * g. The last byte is filled with zeros. No hashes are no bytes.
 *
 * <p>Source: R. F. Rice, Some Practical Universal Noiseless Coding Techniques, JPL 79-22, 1979.
 */
public final class HashGaps {

  private static final int MAX_PARAMETER = 63;
  private static final double LN_2 = Math.log(2);
  private static final double TWO_TO_64 = 0x1p64;

  private HashGaps() {}

  /**
   * Encodes hashes.
   *
   * @param hashes distinct, ascending as unsigned numbers
   */
  public static ByteBuffer encode(long[] hashes) {
    if (hashes.length == 0) {
      return ByteBuffer.allocate(0);
    }
    int parameter = parameter(hashes);
    BitWriter bits = new BitWriter(1 + hashes.length * Long.BYTES);
    bits.write(parameter, Byte.SIZE);
    long before = 0;
    for (int i = 0; i < hashes.length; i++) {
      if (i > 0 && Long.compareUnsigned(hashes[i], before) <= 0) {
        throw new IllegalArgumentException("hashes must ascend, at " + i);
      }
      long gap = hashes[i] - before;
      bits.ones(gap >>> parameter);
      bits.write(0, 1);
      bits.write(gap, parameter);
      before = hashes[i];
    }
    return bits.toBuffer();
  }

  /** Best for the mean gap: floor(log2(mean * ln 2)) and never more than gaps have bits. */
  private static int parameter(long[] hashes) {
    long last = hashes[hashes.length - 1];
    double mean = (last < 0 ? last + TWO_TO_64 : last) / hashes.length;
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
      if (i > 0 && Long.compareUnsigned(hash, before) <= 0) {
        throw unreadable("hash %d does not ascend".formatted(i));
      }
      hashes[i] = hash;
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
