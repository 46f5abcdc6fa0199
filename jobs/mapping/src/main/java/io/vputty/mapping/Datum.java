package io.vputty.mapping;

import java.nio.charset.StandardCharsets;

/**
 * Avro's binary encoding, read where it lies. Reading beyond the end throws {@link
 * ArrayIndexOutOfBoundsException}. Source: Avro 1.12 specification, "Binary encoding".
 */
final class Datum {
  private static final int CONTINUES = 0x80;
  private static final int LONGEST_SHIFT = 63;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;

  private final byte[] bytes;
  private int position;

  Datum(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  boolean isEnd() {
    return position == bytes.length;
  }

  /** An int or a long, or the index of an enum's symbol: zigzag in groups of seven bits. */
  long readLong() {
    long zigzag = 0;
    for (int shift = 0; shift <= LONGEST_SHIFT; shift += 7) {
      int part = bytes[position++];
      zigzag |= (long) (part & 0x7f) << shift;
      if ((part & CONTINUES) == 0) {
        return zigzag >>> 1 ^ -(zigzag & 1);
      }
    }
    throw new ArrayIndexOutOfBoundsException("number is longer than ten bytes");
  }

  double readDouble() {
    long bits = 0;
    for (int i = 0; i < Double.BYTES; i++) {
      bits |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return Double.longBitsToDouble(bits);
  }

  String readString() {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  void skipBytes() {
    skip(readLength());
  }

  int readLength() {
    return require(readLong(), 1);
  }

  /** How many items follow in an array's next block; 0 at its end. */
  long readBlock() {
    long items = readLong();
    if (items < 0) {
      readLong();
      items = -items;
    }
    return items;
  }

  /** The amount, if so many items of at least so many bytes can follow. */
  int require(long amount, int leastBytes) {
    if (amount < 0 || amount > (bytes.length - position) / leastBytes) {
      throw new ArrayIndexOutOfBoundsException(amount + " announced");
    }
    return (int) amount;
  }

  void skip(int length) {
    position += length;
  }

  /** The upper half of an address of that many bytes here; 0 unless it is IPv6. */
  long ipHigh(int length) {
    return length == IPV6_BYTES ? readBigEndian(position, 8) : 0;
  }

  /** The lower half of an address of that many bytes here; 0 if it is neither IPv4 nor IPv6. */
  long ipLow(int length) {
    if (length == IPV4_BYTES) {
      return FleetMapping.IPV4_PREFIX | readBigEndian(position, IPV4_BYTES);
    }
    return length == IPV6_BYTES ? readBigEndian(position + 8, 8) : 0;
  }

  private long readBigEndian(int from, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[from + i] & 0xff);
    }
    return value;
  }
}
