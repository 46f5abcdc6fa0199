package io.vputty.collector.pagehash;

import io.vputty.collector.Counters;
import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.PageKey;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.GuestMemory;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import io.vputty.collector.pagehash.memory.SliceReader;
import io.vputty.collector.pagehash.memory.VmProcess;
import io.vputty.collector.pagehash.sample.PageCounts;
import io.vputty.collector.pagehash.sample.Sketch;
import io.vputty.collector.pagehash.sample.VmScan;
import io.vputty.schema.HashGaps;
import io.vputty.schema.PageHashSample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A VM whose memory is read. Not thread-safe. */
final class WatchedVm implements AutoCloseable {

  private final VmProcess process;
  private final ProcessMemory memory;
  private final GuestMemory where;
  private final VmScan scan;
  private Instant told;

  /**
   * @param now when it was found
   * @throws IOException if its process is gone, or may not be looked into
   */
  WatchedVm(VmProcess process, int sampleBytes, Instant now, Counters counters) throws IOException {
    this.process = process;
    memory = ProcessMemory.open(process.process());
    where = new GuestMemory(process.process(), process.declaredSizes(), counters);
    scan = new VmScan(new SliceReader(memory), sampleBytes, process.vm().hashCode());
    told = now;
  }

  VmProcess process() {
    return process;
  }

  /** Looks where its memory is, and which key is in force. */
  void look(TrustDomain domain, PageKey key) {
    scan.regions(where.regions());
    scan.key(domain, key);
  }

  /** Reads the next slice. */
  VmScan.Step step() throws IOException {
    return scan.step();
  }

  /** Whether it is time to tell what is known, though the pass goes on. */
  boolean isDue(Instant now, Duration interval) {
    return !now.isBefore(told.plus(interval)) && scan.counts().seen() > 0;
  }

  /** What is known now. */
  Sketch sketch() {
    return scan.sketch();
  }

  /** Pages so far. */
  PageCounts counts() {
    return scan.counts();
  }

  /** The record of a sketch. */
  PageHashSample record(Sketch sketch, String host, Instant now) {
    told = now;
    PageCounts counts = scan.counts();
    return PageHashSample.newBuilder()
        .setTime(now)
        .setVm(process.vm())
        .setHost(host)
        .setTrustDomain(sketch.key().trustDomain())
        .setKeyId(sketch.key().keyId())
        .setKeyEpoch(sketch.key().epoch())
        .setThreshold(sketch.threshold())
        .setPageBytes(PageHasher.PAGE_BYTES)
        .setHashCount(sketch.hashes().length)
        .setHashGaps(HashGaps.encode(sketch.hashes()))
        .setTotalPages(counts.total())
        .setPresentPages(counts.present())
        .setZeroPages(counts.zero())
        .setSelfSharedPages(counts.selfShared(sketch.distinctPages()))
        .setDistinctPages(sketch.distinctPages())
        .setCoverage(counts.coverage())
        .build();
  }

  @Override
  public void close() {
    try {
      memory.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing what was only read failed", e);
    }
  }
}
