package io.vputty.bench.planner.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Traffic window by window, and the racks on which its VMs are placed. */
public final class Windows {

  /** Benign traffic between hosts of DARPA'98 by days. */
  public static final String DAYS = "darpa-days";

  /** Messages by fortnights. */
  public static final String FORTNIGHTS = "collegemsg-fortnights";

  /** Edges of the least window that counts. */
  private static final int FEWEST = 300;

  private final Instance shape;
  private final List<List<double[]>> windows;

  private Windows(Instance shape, List<List<double[]>> windows) {
    this.shape = shape;
    this.windows = windows;
  }

  /** Reads {@link #DAYS} or {@link #FORTNIGHTS}. */
  public static Windows read(Path folder, String name) throws IOException {
    EdgeList list = new EdgeList();
    List<List<double[]>> windows = new ArrayList<>();
    for (String text : texts(folder.resolve(name + ".tar.gz")).values()) {
      if (text.lines().count() >= FEWEST) {
        windows.add(list.read(new BufferedReader(new StringReader(text))));
      }
    }
    boolean days = name.equals(DAYS);
    int[] nowhere = new int[list.vms()];
    Instance shape = EdgeList.instance(name, days ? 20 : 4, days ? 25 : 20, 30, nowhere, List.of());
    return new Windows(shape, windows);
  }

  private static SortedMap<String, String> texts(Path archive) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (InputStream bytes = new GZIPInputStream(Files.newInputStream(archive));
        TarArchiveInputStream entries = new TarArchiveInputStream(bytes)) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (entry.isFile()) {
          texts.put(entry.getName(), new String(entries.readAllBytes(), UTF_8));
        }
      }
    }
    return texts;
  }

  public int count() {
    return windows.size();
  }

  /** A random placement. */
  public int[] start(long seed) {
    return Shuffle.start(shape.vms(), shape.hosts(), shape.slots(), new SplittableRandom(seed));
  }

  /** One window's traffic. */
  public Instance window(int number, int[] hosts) {
    return remembered(number, TrafficMemory.NONE, hosts);
  }

  /** What is remembered of the traffic up to a window. */
  public Instance remembered(int last, TrafficMemory memory, int[] hosts) {
    Map<Long, Double> seen = new TreeMap<>();
    for (int number = 0; number <= last; number++) {
      double factor = memory.weight(last - number);
      for (double[] edge : factor > 0 ? windows.get(number) : List.<double[]>of()) {
        long smaller = (long) Math.min(edge[0], edge[1]);
        long larger = (long) Math.max(edge[0], edge[1]);
        if (smaller != larger) {
          double weight = factor * Math.pow(edge[2], memory.power());
          seen.merge(smaller * shape.vms() + larger, weight, Double::sum);
        }
      }
    }
    Map<Long, Double> sums = memory.raised(seen, shape.vms());
    List<double[]> edges = new ArrayList<>();
    sums.forEach(
        (key, weight) ->
            edges.add(
                new double[] {
                  Math.floorDiv(key, shape.vms()), Math.floorMod(key, shape.vms()), weight
                }));
    return EdgeList.instance(
        shape.name(), shape.racks(), shape.hostsPerRack(), shape.slots(), hosts, edges);
  }

  /** What a random placement costs one window on average, weight x hops. */
  public double randomCost(int number) {
    double others = (double) shape.hosts() * shape.slots() - 1;
    double host = (shape.slots() - 1) / others;
    double rack = ((double) shape.slots() * shape.hostsPerRack() - 1) / others;
    double weight = 0;
    for (double[] edge : windows.get(number)) {
      weight += edge[0] == edge[1] ? 0 : edge[2];
    }
    return weight * (4 - 2 * rack - 2 * host);
  }
}
