package io.vputty.collector.blkio.cgroup;

import io.vputty.collector.Counters;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Reads block I/O of a group by device, of both versions of cgroups
 * (https://docs.kernel.org/admin-guide/cgroup-v1/blkio-controller.html and
 * https://docs.kernel.org/admin-guide/cgroup-v2.html). A line that makes no sense is left out and
 * counted as "lines.malformed.FILE".
 */
final class IoReader {

  private static final String BYTES = "blkio.throttle.io_service_bytes";
  private static final String OPERATIONS = "blkio.throttle.io_serviced";

  private final Counters counters;

  IoReader(Counters counters) {
    this.counters = counters;
  }

  /**
   * Version 2: one line a device, {@code 253:1 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=5 dios=6}.
   */
  Map<DeviceNumber, IoCounters> unified(String ioStat) {
    Map<DeviceNumber, IoCounters> devices = new TreeMap<>();
    ioStat.lines().forEach(line -> unifiedLine(line, devices));
    return devices;
  }

  private void unifiedLine(String line, Map<DeviceNumber, IoCounters> devices) {
    String[] words = line.strip().split(" ", -1);
    if (words.length == 1 && DeviceNumber.parse(words[0]).isPresent()) {
      return; // a device without any I/O yet
    }
    long[] values = new long[4];
    boolean bad = false;
    boolean known = false;
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      int index = equals < 0 ? -1 : index(words[i].substring(0, equals));
      if (index >= 0) {
        long value = number(words[i].substring(equals + 1));
        bad |= value < 0;
        known = true;
        values[index] = value;
      }
    }
    Optional<DeviceNumber> device = DeviceNumber.parse(words[0]);
    if (bad || !known || device.isEmpty()) {
      counters.increment("lines.malformed.io-stat");
      return;
    }
    devices.put(device.get(), new IoCounters(values[0], values[1], values[2], values[3]));
  }

  private static int index(String key) {
    return switch (key) {
      case "rbytes" -> 0;
      case "wbytes" -> 1;
      case "rios" -> 2;
      case "wios" -> 3;
      default -> -1; // discards, latencies, and whatever comes
    };
  }

  /** Version 1: lines such as {@code 253:1 Read 4096} in two files; discards are left out. */
  Map<DeviceNumber, IoCounters> versionOne(String bytes, String operations) {
    Map<DeviceNumber, IoCounters> devices = new TreeMap<>();
    bytes.lines().forEach(line -> versionOneLine(line, BYTES, devices));
    operations.lines().forEach(line -> versionOneLine(line, OPERATIONS, devices));
    return devices;
  }

  private void versionOneLine(String text, String file, Map<DeviceNumber, IoCounters> devices) {
    String line = text.strip();
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    if (second < 0 && line.startsWith("Total ")) {
      return;
    }
    long value = second < 0 ? -1 : number(line.substring(second + 1));
    DeviceNumber device =
        value < 0 ? null : DeviceNumber.parse(line.substring(0, first)).orElse(null);
    if (value < 0 || device == null) {
      counters.increment("lines.malformed.blkio");
      return;
    }
    boolean isBytes = file.equals(BYTES);
    IoCounters found =
        switch (line.substring(first + 1, second)) {
          case "Read" -> new IoCounters(isBytes ? value : 0, 0, isBytes ? 0 : value, 0);
          case "Write" -> new IoCounters(0, isBytes ? value : 0, 0, isBytes ? 0 : value);
          default -> IoCounters.ZERO; // sync and async are the same I/O once more
        };
    BinaryOperator<IoCounters> add = IoCounters::plus;
    devices.merge(device, found, add);
  }

  /** A number of up to 63 bits; -1 if it is none. */
  static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
