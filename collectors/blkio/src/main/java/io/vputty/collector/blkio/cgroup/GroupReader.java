package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.Counters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files of a group that say something of a VM. Not thread-safe. */
public final class GroupReader implements AutoCloseable {

  private static final String SOME_TOTAL = " total=";
  private static final long NANOS_PER_MICRO = 1000;
  private static final String WAIT = "blkio.bfq.io_wait_time";

  private final Hierarchy hierarchy;
  private final IoReader io;
  private final Throttle throttle;
  private final OpenDevices open = new OpenDevices();
  private final Map<VmGroup, OpenFiles> files = new HashMap<>();

  /**
   * @param arm whether counters that do not count are made to, by a limit that limits nothing
   */
  public GroupReader(Hierarchy hierarchy, boolean arm, Counters counters) {
    this.hierarchy = hierarchy;
    io = new IoReader(counters);
    throttle = new Throttle(arm, counters);
  }

  /** What the group's files say now; empty if it is gone. */
  public Optional<GroupReading> read(VmGroup group) {
    OpenFiles own = files.computeIfAbsent(group, absent -> new OpenFiles());
    Path folder = hierarchy.io().resolve(group.path());
    return hierarchy.unified() ? unified(group, own, folder) : versionOne(group, own, folder);
  }

  /** Closes the files of all groups but some. */
  public void keep(Set<VmGroup> there) {
    files
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !there.contains(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
  }

  @Override
  public void close() {
    keep(Set.of());
  }

  private Optional<GroupReading> unified(VmGroup group, OpenFiles own, Path folder) {
    return own.read(folder.resolve("io.stat"))
        .map(text -> reading(group, own, io.unified(text), Set.of(), Map.of()));
  }

  private Optional<GroupReading> versionOne(VmGroup group, OpenFiles own, Path folder) {
    Optional<String> bytes = own.read(folder.resolve("blkio.throttle.io_service_bytes"));
    Optional<String> operations = own.read(folder.resolve("blkio.throttle.io_serviced"));
    if (bytes.isEmpty() || operations.isEmpty()) {
      return Optional.empty();
    }
    Map<DeviceNumber, IoCounters> devices = io.versionOne(bytes.get(), operations.get());
    // newer kernels list no device until it is armed
    open.of(group).forEach(device -> devices.putIfAbsent(device, IoCounters.ZERO));
    Set<DeviceNumber> zero = new HashSet<>();
    devices.forEach(
        (device, counters) -> {
          if (counters.isZero()) {
            zero.add(device);
          }
        });
    Set<DeviceNumber> unarmed = zero.isEmpty() ? Set.of() : throttle.unarmed(folder, zero);
    return Optional.of(reading(group, own, devices, unarmed, waits(own, folder)));
  }

  /** Of the BFQ scheduler, where the kernel was built to tell it: {@code 8:0 Read 123}, ns. */
  private static Map<DeviceNumber, Long> waits(OpenFiles own, Path folder) {
    Map<DeviceNumber, Long> waits = new HashMap<>();
    own.read(folder.resolve(WAIT))
        .ifPresent(
            text ->
                text.lines()
                    .map(line -> line.strip().split(" ", -1))
                    .filter(words -> words.length == 3 && words[1].equals("Total"))
                    .forEach(
                        words ->
                            DeviceNumber.parse(words[0])
                                .ifPresent(
                                    device -> waits.put(device, IoReader.number(words[2])))));
    return waits;
  }

  private GroupReading reading(
      VmGroup group,
      OpenFiles own,
      Map<DeviceNumber, IoCounters> devices,
      Set<DeviceNumber> unarmed,
      Map<DeviceNumber, Long> waits) {
    return new GroupReading(
        devices,
        unarmed,
        waits,
        cpuNanos(group, own),
        memoryBytes(group, own),
        pressure(group, own, "cpu.pressure"),
        pressure(group, own, "memory.pressure"),
        pressure(group, own, "io.pressure"));
  }

  private long cpuNanos(VmGroup group, OpenFiles own) {
    long nanos =
        hierarchy.unified()
            ? -1
            : number(own.word(hierarchy.cpu().resolve(group.path()).resolve("cpuacct.usage")));
    return nanos >= 0
        ? nanos
        : hierarchy
            .pressure()
            .map(tree -> unifiedCpuNanos(own, tree.resolve(group.path())))
            .orElse(-1L);
  }

  /** Of version 2, which counts CPU time without any controller. */
  private static long unifiedCpuNanos(OpenFiles own, Path folder) {
    long micros =
        number(
            own.read(folder.resolve("cpu.stat"))
                .flatMap(
                    text ->
                        text.lines()
                            .filter(line -> line.startsWith("usage_usec "))
                            .map(line -> line.substring("usage_usec ".length()).strip())
                            .findFirst()));
    return micros < 0 ? -1 : micros * NANOS_PER_MICRO;
  }

  private long memoryBytes(VmGroup group, OpenFiles own) {
    String file = hierarchy.unified() ? "memory.current" : "memory.usage_in_bytes";
    return number(own.word(hierarchy.memory().resolve(group.path()).resolve(file)));
  }

  /** The total of the first line, {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=1234}. */
  private long pressure(VmGroup group, OpenFiles own, String file) {
    return number(
        hierarchy
            .pressure()
            .flatMap(tree -> own.read(tree.resolve(group.path()).resolve(file)))
            .flatMap(text -> text.lines().findFirst())
            .filter(line -> line.startsWith("some ") && line.contains(SOME_TOTAL))
            .map(line -> line.substring(line.indexOf(SOME_TOTAL) + SOME_TOTAL.length()).strip()));
  }

  private static long number(Optional<String> text) {
    return text.map(IoReader::number).orElse(-1L);
  }
}
