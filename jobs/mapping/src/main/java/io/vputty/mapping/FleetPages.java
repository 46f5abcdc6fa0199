package io.vputty.mapping;

import io.vputty.model.estimate.PageSample;
import io.vputty.model.sharing.HeldPages;
import io.vputty.model.sharing.ShareKeys;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The page samples of a fleet's VMs, one of each that compares with those of the others: by the key
 * that most VMs of a trust domain have a sample by, the newest of several. VMs without a sample by
 * that key have none; their host has another key for the time being.
 */
public final class FleetPages {

  private static final Comparator<VmPages> NEWEST_KEY_LAST =
      Comparator.comparingLong(VmPages::keyEpoch).thenComparing(VmPages::keyId);

  /** Nothing is known. */
  public static final FleetPages NONE = new FleetPages(Map.of());

  private final SortedMap<String, VmPages> byVm = new TreeMap<>();

  /**
   * Of a fleet.
   *
   * @param samples samples of each VM that count, as {@link CurrentSamples} has them
   */
  public FleetPages(Map<String, ? extends Collection<VmPages>> samples) {
    Map<Long, Integer> counts = new HashMap<>();
    Map<String, VmPages> chosen = new HashMap<>();
    samples
        .values()
        .forEach(of -> of.forEach(pages -> counts.merge(group(pages), 1, Integer::sum)));
    Comparator<VmPages> order =
        Comparator.<VmPages>comparingInt(pages -> counts.getOrDefault(group(pages), 0))
            .thenComparing(NEWEST_KEY_LAST);
    for (Collection<VmPages> of : samples.values()) {
      for (VmPages pages : of) {
        chosen.merge(
            pages.trustDomain(),
            pages,
            (one, other) -> order.compare(one, other) < 0 ? other : one);
      }
    }
    samples.forEach(
        (vm, of) -> {
          for (VmPages pages : of) {
            VmPages key = chosen.get(pages.trustDomain());
            if (pages.sample() != null && key != null && group(key) == group(pages)) {
              byVm.put(vm, pages);
            }
          }
        });
  }

  /** What VMs hold, by id. */
  public Map<String, HeldPages> held() {
    Map<String, HeldPages> held = new TreeMap<>();
    byVm.forEach(
        (vm, pages) -> {
          PageSample sample = pages.sample();
          if (sample != null) {
            held.put(vm, new HeldPages(group(pages), pages.pageBytes(), sample));
          }
        });
    return held;
  }

  /** When a VM's sample was told, ms; -1 if it has none. */
  public long toldMs(String vm) {
    VmPages pages = byVm.get(vm);
    return pages == null ? -1 : pages.timeMs();
  }

  /** Whether no VM has one. */
  public boolean isEmpty() {
    return byVm.isEmpty();
  }

  private static long group(VmPages pages) {
    return ShareKeys.group(pages.trustDomain(), pages.keyId(), pages.keyEpoch());
  }
}
