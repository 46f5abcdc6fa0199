package io.vputty.collector.pagehash.sample;

import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.PageKey;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.Region;
import io.vputty.collector.pagehash.memory.SliceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a VM's memory slice by slice, again and again, in a random order that is another one
 * in each pass: what has been read at any time is then a fair part of all.
 *
 * <p>A sample is replaced by its successor, for a new key or another threshold, at the end of the
 * first pass that the successor has seen from its beginning. Not thread-safe.
 */
public final class VmScan {

  private final SliceReader reader;
  private final int budgetBytes;
  private final Random random;
  private final Map<Slice, Seen> slices = new HashMap<>();
  private final List<Slice> ahead = new ArrayList<>();
  private @Nullable HashSample sample;
  private @Nullable HashSample successor;
  private List<Region> regions = List.of();

  /** A slice that begins at an address. */
  private record Slice(long start, int pages) {}

  /** What a slice held when it was looked at; -1 pages are present before. */
  private record Seen(int present, int zero, int swapped) {

    static final Seen NOTHING = new Seen(-1, 0, 0);
  }

  /**
   * @param budgetBytes size of the published hashes, bytes
   * @param seed of the order
   */
  public VmScan(SliceReader reader, int budgetBytes, long seed) {
    this.reader = reader;
    this.budgetBytes = budgetBytes;
    random = new Random(seed);
  }

  /** Tells where the memory is now; what is not there any more is forgotten. */
  public void regions(List<Region> now) {
    if (now.equals(regions)) {
      return;
    }
    regions = List.copyOf(now);
    Set<Slice> wanted = new HashSet<>();
    for (Region region : regions) {
      for (long page = 0; page < region.pages(); page += SliceReader.SLICE_PAGES) {
        long pages = Math.min(SliceReader.SLICE_PAGES, region.pages() - page);
        wanted.add(new Slice(region.start() + page * PageHasher.PAGE_BYTES, (int) pages));
      }
    }
    for (Slice slice : List.copyOf(slices.keySet())) {
      if (!wanted.contains(slice)) {
        slices.remove(slice);
        samples().forEach(each -> each.drop(slice.start));
      }
    }
    wanted.forEach(slice -> slices.putIfAbsent(slice, Seen.NOTHING));
    begin();
  }

  /** Tells which key is in force; a new one begins a pass of its own. */
  public void key(TrustDomain domain, PageKey key) {
    HashSample newest = successor == null ? sample : successor;
    if (newest != null && newest.key().equals(key)) {
      return;
    }
    HashSample begun = new HashSample(key, domain.hasher(key), 0, budgetBytes);
    if (sample == null) {
      sample = begun;
    } else {
      successor = begun;
    }
    begin();
  }

  private void begin() {
    ahead.clear();
    ahead.addAll(slices.keySet());
    ahead.sort(Comparator.comparingLong(Slice::start));
    Collections.shuffle(ahead, random);
  }

  /** What a step did. */
  public sealed interface Step {

    /** How many pages were read; -1 if there was nothing to read. */
    int pages();

    /** There is no memory, or no key. */
    record Idle() implements Step {
      @Override
      public int pages() {
        return -1;
      }
    }

    /** A slice was read. */
    record Read(int pages) implements Step {}

    /** The last slice of a pass was read; what is published now, the old key's before the new. */
    record PassEnded(int pages, List<Sketch> sketches) implements Step {}
  }

  /**
   * Reads the next slice.
   *
   * @throws IOException if the process is gone
   */
  public Step step() throws IOException {
    if (sample == null || ahead.isEmpty()) {
      return new Step.Idle();
    }
    Slice slice = ahead.remove(ahead.size() - 1);
    List<HashSample> samples = samples();
    SliceReader.Pages pages =
        reader.read(slice.start, slice.pages, samples.stream().map(HashSample::hasher).toList());
    int zero = 0;
    for (int i = 0; i < samples.size(); i++) {
      zero = samples.get(i).put(slice.start, pages.hashes()[i], pages.present());
    }
    slices.put(slice, new Seen(pages.present(), zero, pages.swapped()));
    return ahead.isEmpty()
        ? new Step.PassEnded(pages.present(), endPass(sample))
        : new Step.Read(pages.present());
  }

  private List<Sketch> endPass(HashSample old) {
    List<Sketch> sketches = new ArrayList<>(List.of(old.sketch()));
    if (successor != null) {
      Sketch next = successor.sketch();
      if (next.key().equals(old.key())) {
        sketches.clear();
      }
      sketches.add(next);
      sample = successor;
      successor = null;
    } else if (old.successorThreshold() != sketches.get(0).threshold()) {
      successor = new HashSample(old.key(), old.hasher(), old.successorThreshold(), budgetBytes);
    }
    begin();
    return sketches;
  }

  /** The sample so far, of the part that was looked at. */
  public Sketch sketch() {
    if (sample == null) {
      throw new IllegalStateException("there must be a key first");
    }
    return sample.sketch();
  }

  /** Pages so far. */
  public PageCounts counts() {
    long total = 0;
    long seen = 0;
    long present = 0;
    long zero = 0;
    long swapped = 0;
    for (Map.Entry<Slice, Seen> slice : slices.entrySet()) {
      total += slice.getKey().pages;
      Seen what = slice.getValue();
      if (what.present >= 0) {
        seen += slice.getKey().pages;
        present += what.present;
        zero += what.zero;
        swapped += what.swapped;
      }
    }
    return new PageCounts(total, seen, present, zero, swapped);
  }

  private List<HashSample> samples() {
    List<HashSample> samples = new ArrayList<>();
    if (sample != null) {
      samples.add(sample);
    }
    if (successor != null) {
      samples.add(successor);
    }
    return samples;
  }
}
