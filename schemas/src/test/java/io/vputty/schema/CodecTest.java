package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

  private static final int RANDOM_RECORDS = 20;
  private static final int SEED = 7;

  /** Just below 2 GiB, as Avro writes it: the most that a JVM with enough memory would allocate. */
  private static final byte[] LARGEST_LENGTH = HexFormat.of().parseHex("feffffff0d");

  private final Codec codec = new Codec();

  static List<Schema> records() {
    return Records.all();
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsBackDefaults(Schema schema) throws Exception {
    SpecificRecordBase defaults = defaults(schema);
    assertThat(codec.decode(codec.encode(defaults))).isEqualTo(defaults);
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsBackRandomValues(Schema schema) throws Exception {
    for (Object datum : new RandomData(schema, RANDOM_RECORDS, SEED)) {
      SpecificRecordBase record = codec.decode(bytes(schema, datum));
      assertThat(record.getSchema()).isEqualTo(schema);
      assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void refusesARecordCutAnywhere(Schema schema) throws Exception {
    for (Object datum : new RandomData(schema, 2, SEED)) {
      byte[] whole = bytes(schema, datum);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> codec.decode(cut))
            .as("%s cut to %d bytes", schema.getName(), length)
            .isInstanceOfSatisfying(
                UnreadableRecordException.class,
                why -> assertThat(why.reason()).isEqualTo("truncated"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void refusesOrReadsDamagedBytesButNeverFailsOtherwise(Schema schema) throws Exception {
    Random random = new Random(SEED);
    for (Object datum : new RandomData(schema, RANDOM_RECORDS, SEED)) {
      byte[] damaged = bytes(schema, datum);
      int at = Codec.HEADER_BYTES + random.nextInt(damaged.length - Codec.HEADER_BYTES);
      damaged[at] = (byte) random.nextInt();
      try {
        assertThat(codec.decode(damaged).getSchema()).isEqualTo(schema);
      } catch (UnreadableRecordException e) {
        assertThat(e.reason()).isIn("truncated", "trailing", "schema");
      }
    }
  }

  @Test
  void refusesALengthThatThePayloadCannotHold() throws Exception {
    assertRefused(
        codec, framed(Codec.fingerprint(Mark.getClassSchema()), LARGEST_LENGTH), "truncated");
  }

  @Test
  void refusesACountThatThePayloadCannotHold() throws Exception {
    byte[] empty = new Codec().encode(BlockIo.newBuilder().build());
    int volumes = empty.length - 1;
    byte[] endless = Arrays.copyOf(empty, empty.length + 5);
    System.arraycopy(LARGEST_LENGTH, 0, endless, volumes, LARGEST_LENGTH.length);
    assertRefused(codec, endless, "truncated");
  }

  @Test
  void refusesBytesAfterTheRecord() throws Exception {
    byte[] whole = codec.encode(defaults(Mark.getClassSchema()));
    assertRefused(codec, Arrays.copyOf(whole, whole.length + 1), "trailing");
  }

  @Test
  void refusesAnotherMagic() throws Exception {
    byte[] bytes = codec.encode(defaults(Mark.getClassSchema()));
    bytes[1] = 2;
    assertRefused(codec, bytes, "magic");
  }

  @Test
  void refusesAnUnknownFingerprint() {
    assertRefused(codec, framed(1, new byte[0]), "fingerprint");
  }

  @Test
  void refusesARecordOfAnotherContract() {
    Schema foreign = SchemaBuilder.record("Foreign").namespace("elsewhere").fields().endRecord();
    assertRefused(
        new Codec(fingerprint -> foreign),
        framed(Codec.fingerprint(foreign), new byte[0]),
        "schema");
  }

  @Test
  void fillsWhatAnOlderWriterDidNotKnow() throws Exception {
    Schema older =
        SchemaBuilder.record("Setting")
            .namespace("io.vputty.schema")
            .fields()
            .optionalString("nobodyKnows")
            .requiredString("name")
            .endRecord();
    Object datum = new GenericRecordBuilder(older).set("name", "pause").build();
    SpecificRecordBase read = new Codec(fingerprint -> older).decode(bytes(older, datum));
    assertThat(read).isEqualTo(Setting.newBuilder().setName("pause").build());
  }

  @Test
  void skipsWhatANewerWriterAdds() throws Exception {
    Schema newer =
        Records.edited(
            "Verdict",
            "\"fields\":[",
            "\"fields\":[{\"name\":\"mood\",\"type\":\"string\",\"default\":\"\"},");
    Schema written =
        new Schema.Parser()
            .parse(newer.toString().replace("\"VERIFIED\"", "\"VERIFIED\",\"DOUBTED\""));
    Object datum =
        new GenericRecordBuilder(written)
            .set("mood", "hopeful")
            .set("moveId", "m1")
            .set("state", new GenericData.EnumSymbol(written.getField("state").schema(), "DOUBTED"))
            .build();
    Verdict read = (Verdict) new Codec(fingerprint -> written).decode(bytes(written, datum));
    assertThat(read.getMoveId()).isEqualTo("m1");
    assertThat(read.getState()).isEqualTo(MoveState.UNKNOWN);
  }

  private static void assertRefused(Codec codec, byte[] bytes, String reason) {
    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, why -> assertThat(why.reason()).isEqualTo(reason));
  }

  /** What is left of a record when its writer knew none of its fields: every default. */
  private static SpecificRecordBase defaults(Schema schema) throws UnreadableRecordException {
    Schema empty =
        Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, List.of());
    return new Codec(fingerprint -> empty).decode(framed(Codec.fingerprint(empty), new byte[0]));
  }

  private static byte[] bytes(Schema schema, Object datum) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(datum, encoder);
    encoder.flush();
    return framed(Codec.fingerprint(schema), out.toByteArray());
  }

  private static byte[] framed(long fingerprint, byte[] datum) {
    return ByteBuffer.allocate(Codec.HEADER_BYTES + datum.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 0x01)
        .putLong(fingerprint)
        .put(datum)
        .array();
  }
}
