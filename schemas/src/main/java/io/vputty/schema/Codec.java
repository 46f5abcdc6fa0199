package io.vputty.schema;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * Records to bytes and back: Avro single-object encoding, {@code C3 01}, the little-endian
 * CRC-64-AVRO fingerprint of the writer's schema, then the binary datum. A fingerprint that this
 * version of the contract does not have is looked up in a {@link SchemaSource} and resolved to the
 * local class of the same name.
 *
 * <p>Not thread-safe: buffers are reused. Source: Avro 1.12 specification, "Single-object
 * encoding".
 */
public final class Codec {

  /** Bytes before the datum. */
  public static final int HEADER_BYTES = 10;

  private static final byte MAGIC_0 = (byte) 0xC3;
  private static final byte MAGIC_1 = 0x01;
  private static final VarHandle FINGERPRINT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final SchemaSource schemas;
  private final Map<Schema, Writing> writing = new HashMap<>();
  private final Map<Long, SpecificDatumReader<SpecificRecordBase>> reading = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final BoundedDecoder decoder = new BoundedDecoder();
  private @Nullable BinaryEncoder encoder;

  private record Writing(byte[] header, SpecificDatumWriter<SpecificRecordBase> writer) {}

  /** A codec that knows this version's schemas alone. */
  public Codec() {
    this(fingerprint -> null);
  }

  public Codec(SchemaSource schemas) {
    this.schemas = schemas;
    for (Schema schema : Contract.PROTOCOL.getTypes()) {
      if (schema.getType() == Schema.Type.RECORD) {
        reading.put(fingerprint(schema), new SpecificDatumReader<>(schema, schema, data(schema)));
      }
    }
  }

  /** CRC-64-AVRO fingerprint of the schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** Whether bytes are a record of the schema with that fingerprint. */
  public static boolean isOf(byte[] bytes, long fingerprint) {
    return bytes.length >= HEADER_BYTES
        && bytes[0] == MAGIC_0
        && bytes[1] == MAGIC_1
        && fingerprintIn(bytes) == fingerprint;
  }

  private static long fingerprintIn(byte[] bytes) {
    return (long) FINGERPRINT.get(bytes, 2);
  }

  /** Encodes a record with the schema of its class. */
  public byte[] encode(SpecificRecordBase record) {
    Writing to = writing.computeIfAbsent(record.getSchema(), Codec::writing);
    out.reset();
    out.writeBytes(to.header);
    try {
      encoder = EncoderFactory.get().binaryEncoder(out, encoder);
      to.writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Decodes a record of the contract.
   *
   * @throws UnreadableRecordException if the bytes are none, or their schema is unknown or does not
   *     resolve
   */
  public SpecificRecordBase decode(byte[] bytes) throws UnreadableRecordException {
    long fingerprint = readHeader(bytes);
    SpecificDatumReader<SpecificRecordBase> reader = reading.get(fingerprint);
    if (reader == null) {
      reader = resolve(fingerprint);
      reading.put(fingerprint, reader);
    }
    try {
      decoder.open(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
      SpecificRecordBase record = reader.read(null, decoder);
      if (!decoder.isEnd()) {
        throw new UnreadableRecordException("trailing", "bytes follow the record's end");
      }
      return record;
    } catch (EOFException e) {
      throw new UnreadableRecordException("truncated", "record ends too early", e);
    } catch (IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | UnsupportedOperationException e) {
      throw new UnreadableRecordException("schema", "record does not fit its schema: " + e, e);
    }
  }

  private static long readHeader(byte[] bytes) throws UnreadableRecordException {
    if (bytes.length < HEADER_BYTES) {
      throw new UnreadableRecordException(
          "truncated",
          "%d bytes are fewer than the header's %d".formatted(bytes.length, HEADER_BYTES));
    }
    if (bytes[0] != MAGIC_0 || bytes[1] != MAGIC_1) {
      throw new UnreadableRecordException(
          "magic", "starts with %02x %02x, not c3 01".formatted(bytes[0], bytes[1]));
    }
    return fingerprintIn(bytes);
  }

  private SpecificDatumReader<SpecificRecordBase> resolve(long fingerprint)
      throws UnreadableRecordException {
    Schema theirs = schemas.find(fingerprint);
    if (theirs == null) {
      throw new UnreadableRecordException(
          "fingerprint", "no schema with fingerprint %016x is known".formatted(fingerprint));
    }
    Schema ours = Contract.PROTOCOL.getType(theirs.getFullName());
    if (ours == null) {
      throw new UnreadableRecordException(
          "schema", "record %s is not of this contract".formatted(theirs.getFullName()));
    }
    return new SpecificDatumReader<>(theirs, ours, data(ours));
  }

  private static Writing writing(Schema schema) {
    byte[] header = new byte[HEADER_BYTES];
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC_0)
        .put(MAGIC_1)
        .putLong(fingerprint(schema));
    return new Writing(header, new SpecificDatumWriter<>(schema, data(schema)));
  }

  private static SpecificData data(Schema schema) {
    return SpecificData.getForSchema(schema);
  }
}
