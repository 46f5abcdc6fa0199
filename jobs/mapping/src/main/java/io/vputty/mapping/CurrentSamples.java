package io.vputty.mapping;

import io.vputty.model.sharing.ShareKeys;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The samples of one VM that count: of one trust domain, the newest one by each of the newest
 * {@value #KEYS} keys, since hosts change keys one after the other.
 */
public final class CurrentSamples {

  /** A sample told longer ago counts no more, unless a job is told otherwise. */
  public static final Duration AGE = Duration.ofHours(6);

  /** Both are told for one pass through a VM's memory when the key changes. */
  static final int KEYS = 2;

  /** Samples by the age of their keys, oldest first. */
  public static final Comparator<VmPages> BY_KEY =
      Comparator.comparingLong(VmPages::keyEpoch)
          .thenComparingLong(VmPages::timeMs)
          .thenComparing(VmPages::keyId);

  private final TreeMap<Long, VmPages> samples;

  /**
   * Of one VM.
   *
   * @param samples those that count so far, by {@link ShareKeys#group}
   */
  public CurrentSamples(Map<Long, VmPages> samples) {
    this.samples = new TreeMap<>(samples);
  }

  /** Takes in what a host tells, or the inventory; each VM's news must come in order of time. */
  public void take(VmPages news) {
    if (news.sample() == null) {
      samples.values().removeIf(known -> isEndedBy(known, news));
      return;
    }
    samples.values().removeIf(known -> !known.trustDomain().equals(news.trustDomain()));
    long group = ShareKeys.group(news.trustDomain(), news.keyId(), news.keyEpoch());
    VmPages known = samples.get(group);
    if (known == null || known.timeMs() <= news.timeMs()) {
      samples.put(group, news);
    }
    if (samples.size() > KEYS) {
      samples.values().remove(Collections.min(samples.values(), BY_KEY));
    }
  }

  /** Takes away what was told too long ago; returns how many samples. */
  public int expire(long nowMs, long ageMs) {
    int before = samples.size();
    samples.values().removeIf(known -> known.timeMs() + ageMs <= nowMs);
    return before - samples.size();
  }

  /** What counts, by {@link ShareKeys#group}. */
  public Map<Long, VmPages> all() {
    return Collections.unmodifiableMap(samples);
  }

  private static boolean isEndedBy(VmPages known, VmPages end) {
    boolean same = end.host().equals(VmPages.EVERY_HOST) || end.host().equals(known.host());
    return same && known.timeMs() <= end.timeMs();
  }
}
