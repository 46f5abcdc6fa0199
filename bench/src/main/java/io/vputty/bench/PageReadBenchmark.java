package io.vputty.bench;

import io.vputty.collector.pagehash.key.PageHasher;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.memory.ProcessMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
 * Pages a second that one core reads out of a process, and reads and hashes: as many at a time as
 * the collector, of 128 MiB of random ones, more than any cache holds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 8, time = 2)
@Fork(2)
public class PageReadBenchmark {

  private static final int MEMORY_BYTES = 128 << 20;
  private static final int RUN = ProcessMemory.MAX_PAGES;
  private static final int RUN_BYTES = RUN * PageHasher.PAGE_BYTES;

  private final byte[] pages = new byte[RUN_BYTES];
  private final long[] hashes = new long[RUN];
  private @Nullable OwnMemory memory;
  private @Nullable PageHasher hasher;
  private int at;

  @Setup
  public void fill() throws IOException {
    memory = new OwnMemory(MEMORY_BYTES);
    TrustDomain domain =
        new TrustDomain("bench", "a secret for bench".getBytes(StandardCharsets.UTF_8));
    hasher = domain.hasher(domain.keyAt(Instant.EPOCH, Duration.ofDays(7)));
  }

  @TearDown
  public void end() throws IOException {
    if (memory != null) {
      memory.close();
    }
  }

  /** Reads alone. */
  @Benchmark
  @OperationsPerInvocation(RUN)
  public int read() {
    at = (at + RUN_BYTES) % (MEMORY_BYTES - RUN_BYTES);
    return memory == null ? 0 : memory.process().read(memory.region().start() + at, RUN, pages);
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
