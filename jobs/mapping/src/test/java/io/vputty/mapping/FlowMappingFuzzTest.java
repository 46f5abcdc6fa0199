package io.vputty.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vputty.schema.Codec;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.UnreadableRecordException;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading straight from the bytes takes and refuses what the way by the record does. */
class FlowMappingFuzzTest {

  private final Codec codec = new Codec();

  static Stream<byte[]> batches() {
    Random random = new Random(3);
    Codec codec = new Codec();
    return Stream.of(0, 1, 3).map(size -> codec.encode(FlowMappingTest.batch(random, size)));
  }

  @MethodSource("batches")
  @FuzzTest(maxDuration = "2m")
  void bothWaysAgree(byte[] bytes) {
    if (!Codec.isOf(bytes, Codec.fingerprint(FlowBatch.getClassSchema()))) {
      return;
    }
    FlowSecond direct = direct(bytes);
    FlowSecond byRecord = byRecord(bytes);
    if (direct != null && byRecord != null) {
      assertThat(direct).usingRecursiveComparison().isEqualTo(byRecord);
    }
  }

  private static @Nullable FlowSecond direct(byte[] bytes) {
    try {
      return FlowMapping.second(bytes);
    } catch (UnreadableRecordException e) {
      assertThat(e.reason()).isNotEmpty();
      return null;
    }
  }

  private @Nullable FlowSecond byRecord(byte[] bytes) {
    try {
      return codec.decode(bytes) instanceof FlowBatch batch ? FlowMapping.second(batch) : null;
    } catch (UnreadableRecordException e) {
      assertThat(e.reason()).isNotEmpty();
      return null;
    }
  }
}
