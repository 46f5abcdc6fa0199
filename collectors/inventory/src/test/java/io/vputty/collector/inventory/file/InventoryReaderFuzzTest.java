package io.vputty.collector.inventory.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.schema.Codec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

class InventoryReaderFuzzTest {

  static Stream<byte[]> files() {
    return Stream.of(
            InventoryReaderTest.WHOLE,
            "hosts: [{name: a, memory: 1GiB}]\nvms: [{id: v, host: a, ips: [::1]}]\n",
            "a: &x [1]\nb: *x\n",
            "hosts:\n  - name: \"\\u0000\"\n",
            "[[[[{{{{")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("files")
  @FuzzTest(maxDuration = "2m")
  void readsOrNamesTheLine(byte[] bytes) {
    Codec codec = new Codec();
    try {
      InventoryReader.read("f", new String(bytes, StandardCharsets.UTF_8))
          .asOf(Instant.EPOCH)
          .values()
          .forEach(codec::encode);
    } catch (InventoryFileException e) {
      if (e.problems().isEmpty()) {
        throw new AssertionError("a refusal without a problem", e);
      }
    }
  }
}
