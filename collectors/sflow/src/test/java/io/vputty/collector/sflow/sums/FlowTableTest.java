package io.vputty.collector.sflow.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FlowTableTest {

  private static final long LARGEST_FRAME = 0xFFFF_FFFFL;

  @Test
  void sumsLikeAMap() {
    Random random = new Random(1);
    FlowTable table = new FlowTable(0);
    Map<List<Long>, BigInteger[]> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      long[] key = new long[FlowKey.WORDS];
      key[random.nextInt(FlowKey.WORDS)] = random.nextInt(300);
      long bytes = random.nextInt(10) == 0 ? LARGEST_FRAME : random.nextInt(1500);
      assertThat(table.add(key, bytes, 1)).isTrue();
      BigInteger[] sums =
          expected.computeIfAbsent(
              Arrays.stream(key).boxed().toList(),
              absent -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO});
      BigInteger length = BigInteger.valueOf(bytes);
      sums[0] = sums[0].add(BigInteger.ONE);
      sums[1] = sums[1].add(length);
      sums[2] = sums[2].add(length.multiply(length));
    }
    assertThat(table.size()).isEqualTo(expected.size());
    for (int row = 0; row < table.size(); row++) {
      int at = row;
      List<Long> key =
          LongStream.range(0, FlowKey.WORDS).mapToObj(w -> table.key(at, (int) w)).toList();
      assertThat(
              new BigInteger[] {
                BigInteger.valueOf(table.samples(row)),
                BigInteger.valueOf(table.bytes(row)),
                squares(table, row)
              })
          .isEqualTo(expected.get(key));
    }
  }

  @Test
  void refusesNewKeysWhenItIsFull() {
    FlowTable table = new FlowTable(0);
    long[] key = new long[FlowKey.WORDS];
    for (int i = 0; i < FlowTable.MAX_ROWS; i++) {
      key[0] = i;
      assertThat(table.add(key, 1, 1)).isTrue();
    }
    key[0] = FlowTable.MAX_ROWS;
    assertThat(table.add(key, 1, 1)).isFalse();
    key[0] = 0;
    assertThat(table.add(key, 1, 1)).isTrue();
  }

  private static BigInteger squares(FlowTable table, int row) {
    return BigInteger.valueOf(table.squaresHigh(row))
        .shiftLeft(64)
        .add(new BigInteger(Long.toUnsignedString(table.squaresLow(row))));
  }

  @Test
  void countsPairsOfSamplesThatCameInOneDatagram() {
    FlowTable table = new FlowTable(0);
    long[] key = new long[FlowKey.WORDS];
    for (long datagram : new long[] {1, 1, 1, 2, 4, 4}) {
      assertThat(table.add(key, 100, datagram)).isTrue();
    }

    assertThat(table.clustered(0)).isEqualTo(3 * 2 + 2 * 1);
    assertThat(table.samples(0)).isEqualTo(6);
  }
}
