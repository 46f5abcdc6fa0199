package io.vputty.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vputty.schema.Endpoint;
import io.vputty.schema.Inventory;
import io.vputty.schema.Mark;
import io.vputty.schema.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecordJsonTest {
  @Test
  void writesAddressesAsPeopleKnowThem() {
    Endpoint endpoint =
        new Endpoint(0x5254_0000_0101L, ByteBuffer.wrap(new byte[] {10, 99, 0, 101}));
    assertThat(line(endpoint)).isEqualTo("{\"mac\":\"52:54:00:00:01:01\",\"ip\":\"10.99.0.101\"}");
  }

  @Test
  void writesTimesAsIso8601() {
    Mark mark = new Mark("sflow/a", Instant.parse("2026-11-22T12:00:00.5Z"), 3L, false);
    assertThat(line(mark))
        .isEqualTo(
            "{\"writer\":\"sflow/a\",\"time\":\"2026-11-22T12:00:00.500Z\",\"epoch\":3,\"last\":false}");
  }

  @Test
  void writesOtherBytesAsHexadecimal() {
    Rejected rejected =
        Rejected.newBuilder().setPayload(ByteBuffer.wrap(new byte[] {0, (byte) 0xff})).build();
    assertThat(line(rejected)).contains("\"payload\":\"00ff\"").contains("\"topic\":null");
  }

  @Test
  void keepsAbsentBranchesAsNull() {
    assertThat(line(Inventory.newBuilder().build()))
        .contains("\"host\":null,\"vm\":null,\"volume\":null");
  }

  @Test
  void escapesText() {
    assertThat(Json.line(Map.of("a\"b", "c\\d\n\u0001")))
        .isEqualTo("{\"a\\\"b\":\"c\\\\d\\n\\u0001\"}");
  }

  @Test
  void writesNumbersThatJsonLacksAsNull() {
    assertThat(Json.line(List.of(1, 2.5, Double.NaN))).isEqualTo("[1,2.5,null]");
  }

  @Test
  void refusesWhatIsNoValue() {
    assertThatIllegalArgumentException().isThrownBy(() -> Json.line(new Object()));
  }

  private static String line(org.apache.avro.specific.SpecificRecordBase record) {
    return Json.line(RecordJson.tree(record));
  }
}
