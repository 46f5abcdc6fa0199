package io.vputty.collector.pagehash;

import io.vputty.collector.Counters;
import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.GuestMemory;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import io.vputty.collector.pagehash.memory.Region;
import io.vputty.collector.pagehash.memory.SliceReader;
import io.vputty.collector.pagehash.memory.VmProcess;
import io.vputty.collector.pagehash.sample.PageCounts;
import io.vputty.collector.pagehash.sample.VmScan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** One pass over the memory of a process, as fast as it goes, to see what there is. */
final class SinglePass {

  private static final double NANOS = 1e9;

  private final VmScan scan;
  private final long cpuNanos;

  private SinglePass(VmScan scan, long cpuNanos) {
    this.scan = scan;
    this.cpuNanos = cpuNanos;
  }

  /** Of a VM's memory. */
  static SinglePass of(VmProcess vm, TrustDomain domain, int sampleBytes) throws IOException {
    GuestMemory memory = new GuestMemory(vm.process(), vm.declaredSizes(), new Counters());
    return of(vm.process(), memory.regions(), domain, sampleBytes);
  }

  /** Of all memory of any process. */
  static SinglePass of(Path process, TrustDomain domain, int sampleBytes) throws IOException {
    List<Region> regions = GuestMemory.all(process, new Counters());
    return of(process, regions, domain, sampleBytes);
  }

  private static SinglePass of(
      Path process, List<Region> regions, TrustDomain domain, int sampleBytes) throws IOException {
    long before = Pace.threadCpuNanos();
    try (ProcessMemory memory = ProcessMemory.open(process)) {
      VmScan scan = new VmScan(new SliceReader(memory), sampleBytes, 0);
      scan.regions(regions);
      scan.key(domain, domain.keyAt(Instant.EPOCH, Duration.ofDays(1)));
      while (scan.step() instanceof VmScan.Step.Read) {
        // goes on to the end of the pass
      }
      return new SinglePass(scan, Pace.threadCpuNanos() - before);
    }
  }

  /** What it found, in one line for people. */
  @Override
  public String toString() {
    PageCounts counts = scan.counts();
    if (counts.total() == 0) {
      return "no guest memory was found";
    }
    long distinct = scan.sketch().distinctPages();
    return String.format(
        Locale.ROOT,
        "%d pages of %d bytes, %d present, %d swapped, %d of zeros, %d distinct, %d repeated;"
            + " %d hashes in the sample; %.2f s CPU",
        counts.total(),
        PageHasher.PAGE_BYTES,
        counts.present(),
        counts.swapped(),
        counts.zero(),
        distinct,
        counts.selfShared(distinct),
        scan.sketch().hashes().length,
        cpuNanos / NANOS);
  }
}
