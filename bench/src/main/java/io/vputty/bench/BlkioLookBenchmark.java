package io.vputty.bench;

import io.vputty.collector.Counters;
import io.vputty.collector.blkio.BlkioConfig;
import io.vputty.collector.blkio.BlkioReader;
import io.vputty.collector.blkio.VmInterval;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one look at all VMs of a host costs, on a made tree of 500 VMs with 4 devices each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BlkioLookBenchmark {

  private static final int VMS = 500;
  private static final int DEVICES = 4;
  private static final long STEP_MS = 5000;

  /** Version of the cgroups. */
  @Param({"1", "2"})
  public int version;

  private Path root = Path.of("");
  private @Nullable BlkioReader reader;
  private long timeMs;

  @Setup
  public void make() throws IOException, ConfigException {
    root = Files.createTempDirectory("vputty-blkio-");
    String mount =
        version == 1
            ? "30 22 0:26 / /cg rw - cgroup cgroup rw,blkio,cpuacct,memory\n"
            : "30 22 0:26 / /cg rw - cgroup2 cgroup2 rw\n";
    put("proc/self/mountinfo", mount);
    for (int vm = 0; vm < VMS; vm++) {
      makeVm("cg/machine.slice/machine-qemu\\x2d" + vm + "\\x2dvm.scope", vm);
    }
    reader =
        new ConfigLoader<>(BlkioConfig.DEFAULTS, "X")
            .flags(Map.of("root", root.toString(), "host", "hv1"))
            .load()
            .reader(new Counters());
    List<VmInterval> unused = look();
    if (look().size() != VMS) {
      throw new IllegalStateException("VMs were not found");
    }
  }

  private void makeVm(String scope, int vm) throws IOException {
    put(scope + "/cgroup.procs", vm + "\n");
    String uuid = "00000000-0000-4000-8000-%012d".formatted(vm);
    put("proc/" + vm + "/cmdline", String.join("\0", "qemu", "-uuid", uuid, ""));
    StringBuilder unified = new StringBuilder();
    StringBuilder versionOne = new StringBuilder();
    for (int device = 0; device < DEVICES; device++) {
      String number = "253:" + (vm * DEVICES + device);
      put("sys/dev/block/" + number + "/dm/uuid", "LVM-" + number.hashCode());
      unified.append(number).append(" rbytes=1024 wbytes=2048 rios=1 wios=2 dbytes=0 dios=0\n");
      for (String kind : List.of("Read", "Write", "Sync", "Async", "Discard", "Total")) {
        versionOne.append(number).append(' ').append(kind).append(" 4096\n");
      }
    }
    put(scope + "/io.stat", unified.toString());
    put(scope + "/cpu.stat", "usage_usec 1000\nuser_usec 500\nsystem_usec 500\n");
    put(scope + "/memory.current", "1073741824\n");
    put(scope + "/blkio.throttle.io_service_bytes", versionOne.toString());
    put(scope + "/blkio.throttle.io_serviced", versionOne.toString());
    put(scope + "/cpuacct.usage", "1000000\n");
    put(scope + "/memory.usage_in_bytes", "1073741824\n");
    for (String kind : List.of("cpu", "memory", "io")) {
      put(scope + "/" + kind + ".pressure", "some avg10=0.00 avg60=0.00 avg300=0.00 total=1\n");
    }
  }

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  @Benchmark
  public List<VmInterval> look() {
    if (reader == null) {
      throw new IllegalStateException("not made");
    }
    timeMs += STEP_MS;
    return reader.look(timeMs);
  }

  @TearDown
  public void remove() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
