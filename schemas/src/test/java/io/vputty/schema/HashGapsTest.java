package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashGapsTest {

  private static final long SEED = 7;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 100, 5_000})
  void givesBackWhatItTook(int count) throws UnreadableRecordException {
    long[] hashes = sample(count, 0);

    assertThat(HashGaps.decode(HashGaps.encode(hashes), hashes.length)).containsExactly(hashes);
  }

  @Test
  void givesBackTheEndsOfTheRange() throws UnreadableRecordException {
    long[] hashes = {
      0, 1L << 16, Long.MAX_VALUE & HashGaps.MASK, Long.MIN_VALUE, -2L << 16, -1L << 16
    };

    assertThat(HashGaps.decode(HashGaps.encode(hashes), hashes.length)).containsExactly(hashes);
  }

  @ParameterizedTest
  @CsvSource({"4, 4.3", "10, 3.5"})
  void takesLittleMoreThanTheEntropy(int keptInverseBits, double bytesPerHash) {
    long[] hashes = sample(4096, keptInverseBits);

    // D = 4096 << bits: 48 - log2(D) + 1.6 bits a hash
    assertThat((double) HashGaps.encode(hashes).remaining() / hashes.length)
        .isBetween(bytesPerHash - 0.15, bytesPerHash);
  }

  @Test
  void refusesHashesThatDoNotAscend() {
    assertThatThrownBy(() -> HashGaps.encode(new long[] {-1L << 16, 1L << 16}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesHashesThatItWouldNotGiveBack() {
    assertThatThrownBy(() -> HashGaps.encode(new long[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = bytes(HashGaps.encode(sample(50, 0)));

    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
      assertThatThrownBy(() -> HashGaps.decode(cut, 50))
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void refusesWrongCountsBeforeItBelievesThem() {
    ByteBuffer bytes = HashGaps.encode(sample(50, 0));

    for (int count : new int[] {-1, 0, 1, 49, 51, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> HashGaps.decode(bytes, count))
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void staysATotalFunctionOnNoise() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      int count = random.nextInt(50);
      Throwable thrown = catchThrowable(() -> HashGaps.decode(ByteBuffer.wrap(noise), count));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(UnreadableRecordException.class);
      }
    }
  }

  /** Hashes in the lowest 2^-bits of the range. */
  private static long[] sample(int count, int bits) {
    return LongStream.generate(new Random(SEED)::nextLong)
        .map(hash -> (hash >>> bits) & HashGaps.MASK)
        .map(hash -> hash ^ Long.MIN_VALUE)
        .limit(count)
        .sorted()
        .map(hash -> hash ^ Long.MIN_VALUE)
        .toArray();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
