package io.vputty.model.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@link PlacementFile} line by line and checks each line against those above it. */
final class PlacementFileReader {

  private static final int MOST_HOSTS = 10_000_000;
  private static final int MOST_QUOTED = 60;
  private static final double[] NO_LOAD = {};

  int racks;
  int hostsPerRack;
  int slotsPerHost;
  double[] hostCores = {};
  double[] hostMemoryMib = {};
  final PlacedNames vms = new PlacedNames("vm");
  final PlacedNames volumes = new PlacedNames("volume");
  final PairRows.Builder edges = new PairRows.Builder();
  final PairRows.Builder streams = new PairRows.Builder();
  final PairRows.Builder shares = new PairRows.Builder();
  int budget = -1;
  double best = Double.NaN;
  boolean bestIsProved;
  private final Map<Integer, double[]> loadOf = new HashMap<>();
  private int[] taken = {};

  PlacementFile read(BufferedReader reader) throws IOException {
    int number = 0;
    for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
      number++;
      try {
        statement(new LineFields(line));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "line %d: %s: \"%s\"".formatted(number, e.getMessage(), shortened(line.strip())), e);
      }
    }
    if (racks == 0) {
      throw new IllegalArgumentException("the file ends without topology");
    }
    return new PlacementFile(this);
  }

  double[][] loads(int vmCount) {
    double[][] loads = new double[vmCount][];
    Arrays.setAll(loads, vm -> loadOf.getOrDefault(vm, NO_LOAD));
    return loads;
  }

  private static String shortened(String line) {
    return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "...";
  }

  private void statement(LineFields fields) {
    if (fields.isDone()) {
      return;
    }
    String kind = fields.text("kind of line");
    if (racks == 0 && !kind.equals("topology")) {
      throw new IllegalArgumentException("topology must come first");
    }
    switch (kind) {
      case "edge" -> pair(fields, edges, "bytes per second");
      case "vm" -> vm(fields);
      case "topology" -> topology(fields);
      case "cap" -> capacity(fields);
      case "vol" -> volumes.add(fields.text("volume"), host(fields));
      case "io" -> stream(fields);
      case "share" -> pair(fields, shares, "pages");
      case "load" -> load(fields);
      case "budget" -> budget(fields);
      case "best" -> best(fields);
      default ->
          throw new IllegalArgumentException(
              "unknown kind of line (%s), known are topology, vm, edge, cap, vol, io, share, load, budget, best"
                  .formatted(kind));
    }
    fields.requireDone();
  }

  private void topology(LineFields fields) {
    if (racks > 0) {
      throw new IllegalArgumentException("topology is there twice");
    }
    int count = fields.whole("racks", 1, MOST_HOSTS);
    hostsPerRack = fields.whole("hosts per rack", 1, MOST_HOSTS / count);
    slotsPerHost = fields.whole("slots per host", 1, MOST_HOSTS);
    racks = count;
    taken = new int[racks * hostsPerRack];
    hostCores = new double[taken.length];
    hostMemoryMib = new double[taken.length];
    Arrays.fill(hostCores, Double.NaN);
    Arrays.fill(hostMemoryMib, Double.NaN);
  }

  private int host(LineFields fields) {
    return fields.whole("host", 0, taken.length - 1);
  }

  private void vm(LineFields fields) {
    String id = fields.text("vm");
    int host = host(fields);
    if (taken[host] == slotsPerHost) {
      throw new IllegalArgumentException("host %d has only %d slots".formatted(host, slotsPerHost));
    }
    vms.add(id, host);
    taken[host]++;
  }

  private void pair(LineFields fields, PairRows.Builder rows, String unit) {
    int from = vms.indexOf(fields.text("vm"));
    int to = vms.indexOf(fields.text("second vm"));
    if (from == to) {
      throw new IllegalArgumentException("both ends are one vm");
    }
    rows.add(from, to, fields.amount(unit));
  }

  private void capacity(LineFields fields) {
    int host = host(fields);
    if (!Double.isNaN(hostCores[host])) {
      throw new IllegalArgumentException("cap of host %d is there twice".formatted(host));
    }
    hostCores[host] = fields.amount("cores");
    hostMemoryMib[host] = fields.amount("memory in MiB");
  }

  private void stream(LineFields fields) {
    int vm = vms.indexOf(fields.text("vm"));
    int volume = volumes.indexOf(fields.text("volume"));
    streams.add(vm, volume, fields.amount("bytes per second"));
  }

  private void load(LineFields fields) {
    String id = fields.text("vm");
    double[] load = fields.amounts("load");
    for (double[] other : loadOf.values()) {
      if (other.length != load.length) {
        throw new IllegalArgumentException(
            "load of vm %s has %d periods, others have %d"
                .formatted(id, load.length, other.length));
      }
      break;
    }
    if (loadOf.putIfAbsent(vms.indexOf(id), load) != null) {
      throw new IllegalArgumentException("load of vm %s is there twice".formatted(id));
    }
  }

  private void budget(LineFields fields) {
    if (budget >= 0) {
      throw new IllegalArgumentException("budget is there twice");
    }
    budget = fields.whole("moves", 0, Integer.MAX_VALUE);
  }

  private void best(LineFields fields) {
    if (!Double.isNaN(best)) {
      throw new IllegalArgumentException("best is there twice");
    }
    best = fields.amount("cost");
    String certainty = fields.text("proved or known");
    bestIsProved = certainty.equals("proved");
    if (!bestIsProved && !certainty.equals("known")) {
      throw new IllegalArgumentException("(%s) is neither proved nor known".formatted(certainty));
    }
    while (!fields.isDone()) {
      fields.text("how");
    }
  }
}
