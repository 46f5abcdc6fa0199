package io.vputty.collector.sflow.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The bytes of a packet up to where they end, read in network order; whoever reads asks first. */
final class PacketBytes {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int end;

  void open(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
  }

  /** Whether so many bytes are there. */
  boolean has(int offset, int length) {
    return offset <= end - length;
  }

  int readByte(int offset) {
    return bytes[offset] & 0xFF;
  }

  int readShort(int offset) {
    return (short) SHORT.get(bytes, offset) & 0xFFFF;
  }

  long readInt(int offset) {
    return (int) INT.get(bytes, offset) & 0xFFFF_FFFFL;
  }

  long readLong(int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
