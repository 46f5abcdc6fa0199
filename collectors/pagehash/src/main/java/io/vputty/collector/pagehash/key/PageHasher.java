package io.vputty.collector.pagehash.key;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.vputty.schema.HashGaps;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed 64-bit hashes of pages, of which as many bits are kept as are published: {@link HashGaps}.
 *
 * <p>Two steps: XXH3 with a secret seed, which is fast and spreads well but was not made to
 * withstand an enemy, and AES of the result with a secret key. Without the key a published hash is
 * a random number, about which nothing but its equality with another one is known; it takes 5 ns of
 * the 0.7 us that a page takes. Not thread-safe.
 */
public final class PageHasher {

  /** Size of a page, bytes. */
  public static final int PAGE_BYTES = 4096;

  /** Length of key material, bytes. */
  static final int KEY_BYTES = 32;

  private static final int AES_KEY_BYTES = 16;
  private static final int BLOCK_BYTES = 16;

  private final Hasher64 inner;
  private final Cipher outer;
  private final long zero;
  private byte[] blocks = new byte[0];
  private byte[] keyed = new byte[0];

  PageHasher(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key must have %d bytes, not %d".formatted(KEY_BYTES, key.length));
    }
    inner = Hashing.xxh3_64(ByteBuffer.wrap(key).getLong(AES_KEY_BYTES));
    try {
      // each block stands for itself: this is AES as a permutation, and no message has two of them
      outer = Cipher.getInstance("AES/ECB/NoPadding");
      outer.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, AES_KEY_BYTES, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has AES", e);
    }
    long[] hash = new long[1];
    hash(new byte[PAGE_BYTES], 1, hash, 0);
    zero = hash[0];
  }

  /** Hash of a page of zeros. */
  public long zero() {
    return zero;
  }

  /**
   * Hashes pages that follow one another.
   *
   * @param pages at least {@code count} pages
   * @param hashes takes their hashes, from {@code at} on
   */
  public void hash(byte[] pages, int count, long[] hashes, int at) {
    int length = count * BLOCK_BYTES;
    if (blocks.length < length) {
      blocks = new byte[length];
      keyed = new byte[length];
    }
    ByteBuffer blocksOut = ByteBuffer.wrap(blocks);
    for (int i = 0; i < count; i++) {
      long hash = inner.hashBytesToLong(pages, i * PAGE_BYTES, PAGE_BYTES);
      blocksOut.putLong(i * BLOCK_BYTES, hash);
    }
    try {
      outer.update(blocks, 0, length, keyed, 0);
    } catch (ShortBufferException e) {
      throw new IllegalStateException("AES keeps lengths", e);
    }
    ByteBuffer keyedIn = ByteBuffer.wrap(keyed);
    for (int i = 0; i < count; i++) {
      hashes[at + i] = keyedIn.getLong(i * BLOCK_BYTES) & HashGaps.MASK;
    }
  }
}
