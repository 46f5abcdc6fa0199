package io.vputty.bench;

import io.vputty.collector.Counters;
import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.GuestMemory;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import io.vputty.collector.pagehash.memory.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pages a second that one core reads out of a process, and reads and hashes: 64 pages at a time, of
 * 128 MiB of random ones, more than any cache holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PageReadBenchmark {

  private static final int MEMORY_BYTES = 128 << 20;
  private static final int RUN = ProcessMemory.MAX_PAGES;
  private static final int RUN_BYTES = RUN * PageHasher.PAGE_BYTES;

  private final byte[] pages = new byte[RUN_BYTES];
  private final long[] hashes = new long[RUN];
  private final ByteBuffer memory = ByteBuffer.allocateDirect(MEMORY_BYTES);
  private @Nullable ProcessMemory process;
  private @Nullable PageHasher hasher;
  private long start;
  private int at;

  /** Fills memory and finds where it is: in the largest mapping that is as large. */
  @Setup
  public void fill() throws IOException {
    byte[] page = new byte[PageHasher.PAGE_BYTES];
    Random random = new Random(7);
    while (memory.hasRemaining()) {
      random.nextBytes(page);
      memory.put(page);
    }
    TrustDomain domain =
        new TrustDomain("bench", "a secret for bench".getBytes(StandardCharsets.UTF_8));
    hasher = domain.hasher(domain.keyAt(Instant.EPOCH, Duration.ofDays(7)));
    process = ProcessMemory.open(Path.of("/proc/self"));
    start =
        GuestMemory.all(Path.of("/proc/self"), new Counters()).stream()
            .filter(region -> region.bytes() >= MEMORY_BYTES)
            .filter(this::isFilled)
            .min(Comparator.comparingLong(Region::bytes))
            .orElseThrow()
            .start();
  }

  /** Whether a region begins with what was put into memory, behind the allocator's own words. */
  private boolean isFilled(Region region) {
    byte[] first = new byte[RUN_BYTES];
    int read = process == null ? 0 : process.read(region.start(), RUN, first);
    ByteBuffer wanted = memory.duplicate().position(0).limit(PageHasher.PAGE_BYTES);
    for (int offset = 0; read == RUN && offset <= PageHasher.PAGE_BYTES; offset += Long.BYTES) {
      if (ByteBuffer.wrap(first, offset, PageHasher.PAGE_BYTES).equals(wanted)) {
        return true;
      }
    }
    return false;
  }

  @TearDown
  public void end() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  /** Reads alone. */
  @Benchmark
  @OperationsPerInvocation(RUN)
  public int read() {
    at = (at + RUN_BYTES) % (MEMORY_BYTES - RUN_BYTES);
    return process == null ? 0 : process.read(start + at, RUN, pages);
  }

  /** Reads and hashes. */
  @Benchmark
  @OperationsPerInvocation(RUN)
  public long readAndHash() {
    int read = read();
    if (hasher != null) {
      hasher.hash(pages, read, hashes, 0);
    }
    return hashes[0];
  }
}
