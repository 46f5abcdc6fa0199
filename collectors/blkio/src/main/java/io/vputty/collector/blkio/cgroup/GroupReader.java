package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.Counters;
import io.vputty.collector.host.SmallFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads all files of a group that say something of a VM. */
public final class GroupReader {

  private static final String SOME_TOTAL = " total=";
  private static final long NANOS_PER_MICRO = 1000;
  private static final String WAIT = "blkio.bfq.io_wait_time";

  private final Hierarchy hierarchy;
  private final IoReader io;
  private final Throttle throttle;
  private final OpenDevices open = new OpenDevices();

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
    Path folder = hierarchy.io().resolve(group.path());
    return hierarchy.unified() ? unified(group, folder) : versionOne(group, folder);
  }

  private Optional<GroupReading> unified(VmGroup group, Path folder) {
    return SmallFile.read(folder.resolve("io.stat"))
        .map(text -> reading(group, io.unified(text), Set.of(), Map.of()));
  }

  private Optional<GroupReading> versionOne(VmGroup group, Path folder) {
    Optional<String> bytes = SmallFile.read(folder.resolve("blkio.throttle.io_service_bytes"));
    Optional<String> operations = SmallFile.read(folder.resolve("blkio.throttle.io_serviced"));
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
    return Optional.of(reading(group, devices, unarmed, waits(folder)));
  }

  /** Of the BFQ scheduler, where the kernel was built to tell it: {@code 8:0 Read 123}, ns. */
  private static Map<DeviceNumber, Long> waits(Path folder) {
    Map<DeviceNumber, Long> waits = new HashMap<>();
    SmallFile.read(folder.resolve(WAIT))
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
      Map<DeviceNumber, IoCounters> devices,
      Set<DeviceNumber> unarmed,
      Map<DeviceNumber, Long> waits) {
    return new GroupReading(
        devices,
        unarmed,
        waits,
        cpuNanos(group),
        memoryBytes(group),
        pressure(group, "cpu.pressure"),
        pressure(group, "memory.pressure"),
        pressure(group, "io.pressure"));
  }

  private long cpuNanos(VmGroup group) {
    Path folder = hierarchy.cpu().resolve(group.path());
    long nanos = number(SmallFile.word(folder.resolve("cpuacct.usage")));
    return nanos >= 0
        ? nanos
        : hierarchy.pressure().map(tree -> unifiedCpuNanos(tree.resolve(group.path()))).orElse(-1L);
  }

  /** Of version 2, which counts CPU time without any controller. */
  private static long unifiedCpuNanos(Path folder) {
    long micros =
        number(
            SmallFile.read(folder.resolve("cpu.stat"))
                .flatMap(
                    text ->
                        text.lines()
                            .filter(line -> line.startsWith("usage_usec "))
                            .map(line -> line.substring("usage_usec ".length()).strip())
                            .findFirst()));
    return micros < 0 ? -1 : micros * NANOS_PER_MICRO;
  }

  private long memoryBytes(VmGroup group) {
    String file = hierarchy.unified() ? "memory.current" : "memory.usage_in_bytes";
    return number(SmallFile.word(hierarchy.memory().resolve(group.path()).resolve(file)));
  }

  /** The total of the first line, {@code some avg10=0.00 avg60=0.00 avg300=0.00 total=1234}. */
  private long pressure(VmGroup group, String file) {
    return number(
        hierarchy
            .pressure()
            .flatMap(tree -> SmallFile.read(tree.resolve(group.path()).resolve(file)))
            .flatMap(text -> text.lines().findFirst())
            .filter(line -> line.startsWith("some ") && line.contains(SOME_TOTAL))
            .map(line -> line.substring(line.indexOf(SOME_TOTAL) + SOME_TOTAL.length()).strip()));
  }

  private static long number(Optional<String> text) {
    return text.map(IoReader::number).orElse(-1L);
  }
}
