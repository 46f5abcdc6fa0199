package io.vputty.schema;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary decoder over a byte array, which believes no length or count that the bytes left
 * cannot hold: Avro itself makes room for whatever a length says, up to 2 GiB, before it reads. An
 * item of an array or map takes at least one byte in this contract, so that a count is bounded by
 * the bytes left too; what is allocated for one stays below {@value #BYTES_PER_ITEM} bytes an item.
 *
 * <p>Not thread-safe.
 */
final class BoundedDecoder extends Decoder {

  /** A reference in the array behind a list. */
  static final int BYTES_PER_ITEM = 8;

  private @Nullable BinaryDecoder reused;
  private BinaryDecoder in = DecoderFactory.get().binaryDecoder(new byte[0], null);

  /** Begins anew at part of an array. */
  void open(byte[] bytes, int offset, int length) {
    reused = DecoderFactory.get().binaryDecoder(bytes, offset, length, reused);
    in = reused;
  }

  /** Whether all bytes were read. */
  boolean isEnd() throws IOException {
    return in.isEnd();
  }

  /** Reads a length of bytes that must be there. */
  private int readLength() throws IOException {
    return (int) require(in.readLong());
  }

  private long require(long amount) throws IOException {
    if (amount < 0 || amount > in.inputStream().available()) {
      throw new EOFException(
          "%d announced, %d bytes left".formatted(amount, in.inputStream().available()));
    }
    return amount;
  }

  @Override
  public Utf8 readString(@Nullable Utf8 old) throws IOException {
    byte[] text = new byte[readLength()];
    in.readFixed(text);
    return new Utf8(text);
  }

  @Override
  public String readString() throws IOException {
    return readString(null).toString();
  }

  @Override
  public ByteBuffer readBytes(@Nullable ByteBuffer old) throws IOException {
    byte[] bytes = new byte[readLength()];
    in.readFixed(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public long readArrayStart() throws IOException {
    return require(in.readArrayStart());
  }

  @Override
  public long arrayNext() throws IOException {
    return require(in.arrayNext());
  }

  @Override
  public long readMapStart() throws IOException {
    return require(in.readMapStart());
  }

  @Override
  public long mapNext() throws IOException {
    return require(in.mapNext());
  }

  @Override
  public void readNull() throws IOException {
    in.readNull();
  }

  @Override
  public boolean readBoolean() throws IOException {
    return in.readBoolean();
  }

  @Override
  public int readInt() throws IOException {
    return in.readInt();
  }

  @Override
  public long readLong() throws IOException {
    return in.readLong();
  }

  @Override
  public float readFloat() throws IOException {
    return in.readFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return in.readDouble();
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    in.readFixed(bytes, start, length);
  }

  @Override
  public int readEnum() throws IOException {
    return in.readEnum();
  }

  @Override
  public int readIndex() throws IOException {
    return in.readIndex();
  }

  @Override
  public void skipString() throws IOException {
    in.skipString();
  }

  @Override
  public void skipBytes() throws IOException {
    in.skipBytes();
  }

  @Override
  public void skipFixed(int length) throws IOException {
    in.skipFixed(length);
  }

  @Override
  public long skipArray() throws IOException {
    return in.skipArray();
  }

  @Override
  public long skipMap() throws IOException {
    return in.skipMap();
  }
}
