package io.vputty.job.affinity.memory;

import io.vputty.mapping.CurrentSamples;
import io.vputty.mapping.VmPages;
import io.vputty.model.estimate.PageSample;
import io.vputty.model.sharing.ShareKeys;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What an estimate needs of a VM's samples beside their hashes; a Flink POJO. The arrays are
 * parallel, the newest key last, and empty if the VM has no sample any more.
 */
public final class SampledVm {
  /** End of the pane since which this is so, ms. */
  public long sinceMs;

  public String id = "";

  /** What stands for it, as {@link ShareKeys#vm}. */
  public long key;

  /** Host that told the newest sample. */
  public String host = "";

  /** Samples that compare, as {@link ShareKeys#group}. */
  public long[] groups = {};

  /** Thresholds of the samples, as {@link PageSample#threshold}. */
  public long[] thresholds = {};

  /** Shares of the VM's memory that was looked at, 0-1. */
  public double[] coverages = {};

  /** Sizes of a page, bytes. */
  public int[] pageBytes = {};

  static SampledVm of(String id, long sinceMs, Collection<VmPages> samples) {
    List<VmPages> sorted = samples.stream().sorted(CurrentSamples.BY_KEY).toList();
    int size = sorted.size();
    SampledVm vm = new SampledVm();
    vm.sinceMs = sinceMs;
    vm.id = id;
    vm.key = ShareKeys.vm(id);
    vm.host = size == 0 ? "" : sorted.get(size - 1).host();
    vm.groups = new long[size];
    vm.thresholds = new long[size];
    vm.coverages = new double[size];
    vm.pageBytes = new int[size];
    for (int i = 0; i < size; i++) {
      vm.set(i, sorted.get(i));
    }
    return vm;
  }

  private void set(int i, VmPages pages) {
    PageSample sample = Objects.requireNonNull(pages.sample(), "sample");
    groups[i] = ShareKeys.group(pages.trustDomain(), pages.keyId(), pages.keyEpoch());
    thresholds[i] = sample.threshold();
    coverages[i] = sample.coverage();
    pageBytes[i] = pages.pageBytes();
  }

  boolean isGone() {
    return groups.length == 0;
  }

  /** Whether nothing differs that an edge shows, whenever it came to be so. */
  boolean says(SampledVm other) {
    return host.equals(other.host)
        && Arrays.equals(groups, other.groups)
        && Arrays.equals(thresholds, other.thresholds)
        && Arrays.equals(coverages, other.coverages)
        && Arrays.equals(pageBytes, other.pageBytes);
  }

  /** Where the sample of a group is; -1 if there is none. */
  int indexOf(long group) {
    for (int i = 0; i < groups.length; i++) {
      if (groups[i] == group) {
        return i;
      }
    }
    return -1;
  }
}
