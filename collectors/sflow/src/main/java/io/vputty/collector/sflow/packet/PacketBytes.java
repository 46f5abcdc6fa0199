package io.vputty.collector.sflow.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads unsigned big-endian numbers from the bytes of a packet. Whoever reads asks {@link #has}
 * first; a read that was not asked for may see bytes of another packet, never any outside the
 * array.
 */
final class PacketBytes {

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private PacketBytes() {}

  /** Whether so many bytes were kept from an offset on. */
  static boolean has(int offset, int length, int end) {
    return offset <= end - length;
  }

  static int readByte(byte[] bytes, int offset) {
    return bytes[offset] & 0xFF;
  }

  static int readShort(byte[] bytes, int offset) {
    return (short) SHORT.get(bytes, offset) & 0xFFFF;
  }

  static long readInt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset) & 0xFFFF_FFFFL;
  }

  /** A MAC address: 6 bytes. */
  static long readMac(byte[] bytes, int offset) {
    return (readInt(bytes, offset) << 16) | readShort(bytes, offset + 4);
  }

  static long readLong(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }
}
