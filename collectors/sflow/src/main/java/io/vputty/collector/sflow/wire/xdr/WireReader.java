package io.vputty.collector.sflow.wire.xdr;

import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A cursor over XDR (RFC 4506) in part of a byte array: big-endian words of 4 bytes, every read
 * checked against the end. Not thread-safe.
 */
public final class WireReader {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int start;
  private int at;
  private int end;

  /** Begins anew at a datagram; positions in errors count from here. */
  public void open(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    start = offset;
    at = offset;
    end = offset + length;
  }

  /** Reads a word of 4 bytes. */
  public int readInt() throws MalformedDatagramException {
    require(4);
    int value = (int) INT.get(bytes, at);
    at += 4;
    return value;
  }

  /** Reads a word as an unsigned number. */
  public long readUnsigned() throws MalformedDatagramException {
    return readInt() & 0xFFFF_FFFFL;
  }

  /** Reads two words as one number. */
  public long readLong() throws MalformedDatagramException {
    require(8);
    long value = (long) LONG.get(bytes, at);
    at += 8;
    return value;
  }

  /** Reads a length in bytes and checks that so many bytes follow. */
  public int readLength() throws MalformedDatagramException {
    long length = readUnsigned();
    if (length > end - at) {
      throw malformed(Reason.TRUNCATED, "%d bytes announced, %d left".formatted(length, end - at));
    }
    return (int) length;
  }

  /**
   * Reads a number of items of at least {@code itemBytes} each and checks that so many can follow.
   */
  public int readCount(int itemBytes) throws MalformedDatagramException {
    long count = readUnsigned();
    if (count * itemBytes > end - at) {
      throw malformed(
          Reason.LENGTH, "%d items announced, %d bytes left".formatted(count, end - at));
    }
    return (int) count;
  }

  /** Narrows the view to the next {@code length} bytes, which must be there. */
  public int enter(int length) {
    int outer = end;
    end = at + length;
    return outer;
  }

  /** Ends a narrowed view: goes behind it and its padding to a whole word, if there is any. */
  public void leave(int outer) {
    int padded = end + (-(end - start) & 3);
    at = Math.min(padded, outer);
    end = outer;
  }

  /** Where the next byte stands in the array. */
  public int position() {
    return at;
  }

  /** Bytes left in the view. */
  public int remaining() {
    return end - at;
  }

  /** The array that is read. */
  public byte[] bytes() {
    return bytes;
  }

  /** What to throw when something at this place contradicts itself. */
  public MalformedDatagramException malformed(Reason reason, String detail) {
    return new MalformedDatagramException(reason, at - start, detail);
  }

  /** Goes over bytes that must be there, and tells where they began. */
  public int skip(int length) throws MalformedDatagramException {
    require(length);
    int from = at;
    at += length;
    return from;
  }

  private void require(int length) throws MalformedDatagramException {
    if (end - at < length) {
      throw malformed(Reason.TRUNCATED, "%d bytes needed, %d left".formatted(length, end - at));
    }
  }
}
