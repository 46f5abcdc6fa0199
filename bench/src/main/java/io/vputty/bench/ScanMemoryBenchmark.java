package io.vputty.bench;

import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.SliceReader;
import io.vputty.collector.pagehash.sample.VmScan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * How much memory a scan of 128 MiB takes as time goes by: a twentieth of all pages change in each
 * pass, and every 50th pass has a new key. Prints a table of the heap after a collection, and of
 * the pages of this process that are resident.
 */
public final class ScanMemoryBenchmark {

  private static final int MEMORY_BYTES = 128 << 20;
  private static final int SAMPLE_BYTES = 32 << 10;
  private static final int PASSES = 600;
  private static final int PASSES_A_ROW = 100;
  private static final int PASSES_A_KEY = 50;
  private static final int CHANGED_INVERSE = 20;
  private static final double KIB = 1024;

  private ScanMemoryBenchmark() {}

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    TrustDomain domain =
        new TrustDomain("bench", "a secret for bench".getBytes(StandardCharsets.UTF_8));
    Random random = new Random(11);
    System.out.printf("| passes | heap, KiB | resident, KiB | hashes |%n|---|---|---|---|%n");
    try (OwnMemory memory = new OwnMemory(MEMORY_BYTES)) {
      VmScan scan = new VmScan(new SliceReader(memory.process()), SAMPLE_BYTES, 7);
      scan.regions(List.of(memory.region()));
      for (int pass = 0; pass <= PASSES; pass++) {
        Instant time = Instant.EPOCH.plus(Duration.ofDays(pass / PASSES_A_KEY));
        scan.key(domain, domain.keyAt(time, Duration.ofDays(1)));
        while (scan.step() instanceof VmScan.Step.Read) {
          // goes on to the end of the pass
        }
        for (int change = 0; change < memory.pages() / CHANGED_INVERSE; change++) {
          memory.change(random.nextInt(memory.pages()));
        }
        if (pass > 0 && pass % PASSES_A_ROW == 0) {
          int hashes = scan.sketch().hashes().length;
          System.out.printf(
              "| %d | %.0f | %s | %d |%n", pass, heapBytes() / KIB, residentKib(), hashes);
        }
      }
      System.out.printf("%d pages a pass%n", memory.region().bytes() / PageHasher.PAGE_BYTES);
    }
  }

  private static long heapBytes() {
    System.gc();
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return heap.getUsed();
  }

  private static String residentKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .findFirst()
          .orElse("?");
    }
  }
}
