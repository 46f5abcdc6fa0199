package io.vputty.job.affinity.memory;

import io.vputty.model.sharing.PairDeltas;
import io.vputty.model.sharing.ShareKeys;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What one cell of pairs hears of in one pane: a VM whose samples changed, or by how many hashes
 * what pairs have in common did. A Flink POJO.
 */
public final class CellNews {
  /** End of the pane, ms. */
  public long paneEndMs;

  /** As {@link ShareKeys#cell}. */
  public int cell;

  /** The VM; null where this is about pairs. */
  public @Nullable SampledVm vm;

  /** Samples that the hashes are of, as {@link ShareKeys#group}. */
  public long group;

  /** Both VMs of each pair, one after the other, as {@link ShareKeys#vm}. */
  public long[] pairs = {};

  /** By how many hashes, for each pair. */
  public int[] deltas = {};

  static CellNews of(int cell, SampledVm vm) {
    CellNews news = new CellNews();
    news.paneEndMs = vm.sinceMs;
    news.cell = cell;
    news.vm = vm;
    return news;
  }

  static CellNews of(long paneEndMs, int cell, long group, PairDeltas some) {
    CellNews news = new CellNews();
    news.paneEndMs = paneEndMs;
    news.cell = cell;
    news.group = group;
    LongStream.Builder pairs = LongStream.builder();
    IntStream.Builder deltas = IntStream.builder();
    some.forEach(
        (one, other, delta) -> {
          pairs.add(one).add(other);
          deltas.add(delta);
        });
    news.pairs = pairs.build().toArray();
    news.deltas = deltas.build().toArray();
    return news;
  }

  void addTo(PairDeltas sums) {
    for (int i = 0; i < deltas.length; i++) {
      sums.add(pairs[2 * i], pairs[2 * i + 1], deltas[i]);
    }
  }

  int cell() {
    return cell;
  }
}
