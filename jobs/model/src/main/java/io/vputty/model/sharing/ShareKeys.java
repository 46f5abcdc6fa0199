package io.vputty.model.sharing;

import java.nio.charset.StandardCharsets;

/**
 * Numbers that stand for names in the index, and where it keeps what. Everything follows from the
 * arguments alone, the same on every machine.
 *
 * <p>VMs and groups are known by 64-bit digests of their names, so that the index is made of plain
 * arrays. Two of 100,000 VMs have the same one with a probability of 3e-10.
 */
public final class ShareKeys {

  /** Parts of the index of one group: what the work spreads by. */
  public static final int BUCKETS = 1 << 8;

  /** Tables in each bucket; a table holds few hashes. */
  public static final int SLOTS = 1 << 12;

  /** VMs fall into so many lines; a pair's cell is where the lines of both meet. */
  public static final int LINES = 1 << 5;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private ShareKeys() {}

  /** What stands for a VM. */
  public static long vm(String id) {
    return mix(digest(FNV_OFFSET, id));
  }

  /** What stands for samples that compare: those of one key and epoch. Its low bits are zeros. */
  public static long group(String trustDomain, String keyId, long epoch) {
    long digest = digest(digest(FNV_OFFSET, trustDomain) * FNV_PRIME, keyId);
    return mix(mix(digest) + epoch) & -BUCKETS;
  }

  /** The bucket of a hash, 0 to {@link #BUCKETS}. */
  public static int bucket(long hash) {
    return (int) (mix(hash) >>> 40) & (BUCKETS - 1);
  }

  /** The table of a hash within its bucket, 0 to {@link #SLOTS}. */
  public static int slot(long hash) {
    return (int) mix(hash) & (SLOTS - 1);
  }

  /** The line of a VM, 0 to {@link #LINES}. */
  public static int line(long vm) {
    return (int) (vm >>> 32) & (LINES - 1);
  }

  /** The cell of two lines, whichever comes first. */
  public static int cell(int line, int other) {
    return Math.min(line, other) * LINES + Math.max(line, other);
  }

  /** The cell of a pair of VMs, whichever comes first. */
  public static int cellOf(long vm, long other) {
    return cell(line(vm), line(other));
  }

  /** FNV-1a, 64 bits. */
  private static long digest(long start, String text) {
    long digest = start;
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      digest = (digest ^ (next & 0xFF)) * FNV_PRIME;
    }
    return digest;
  }

  /** Stafford's variant 13 of MurmurHash3's finalizer: every bit depends on every other. */
  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
