package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Traffic as the partitioners' files have it: whole weights, one edge between two VMs. */
final class Graph {

  /** What all weights add up to at most, so that 32 bits hold every sum. */
  private static final double LARGEST = 5e8;

  private final int[][] peers;
  private final long[][] weights;

  Graph(Instance instance) {
    Map<Long, Double> edges = new TreeMap<>();
    for (int edge = 0; edge < instance.edges(); edge++) {
      long from = instance.from()[edge];
      long to = instance.to()[edge];
      if (from != to) {
        edges.merge(from * instance.vms() + to, instance.weight()[edge], Double::sum);
        edges.merge(to * instance.vms() + from, instance.weight()[edge], Double::sum);
      }
    }
    double sum = edges.values().stream().mapToDouble(weight -> weight).sum();
    double scale = Math.min(1, LARGEST / sum);
    int[] degrees = new int[instance.vms()];
    edges.keySet().forEach(key -> degrees[(int) (key / instance.vms())]++);
    peers = new int[instance.vms()][];
    weights = new long[instance.vms()][];
    Arrays.setAll(peers, vm -> new int[degrees[vm]]);
    Arrays.setAll(weights, vm -> new long[degrees[vm]]);
    edges.forEach(
        (key, weight) -> {
          int vm = (int) (key / instance.vms());
          int at = peers[vm].length - degrees[vm]--;
          peers[vm][at] = (int) (key % instance.vms());
          weights[vm][at] = Math.max(1, Math.round(weight * scale));
        });
  }

  /** All VMs. */
  int[] vms() {
    int[] all = new int[peers.length];
    Arrays.setAll(all, vm -> vm);
    return all;
  }

  /** Writes some of the VMs as METIS reads them; vertices count from 1. */
  void metis(int[] vms, Path file) throws IOException {
    int[] number = numbers(vms);
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(vms.length + " " + arcs(vms, number) / 2 + " 001\n");
      for (int vm : vms) {
        for (int i = 0; i < peers[vm].length; i++) {
          if (number[peers[vm][i]] > 0) {
            writer.write(number[peers[vm][i]] + " " + weights[vm][i] + " ");
          }
        }
        writer.write('\n');
      }
    }
  }

  /** Writes all VMs as Scotch reads them; vertices count from 0. */
  void scotch(Path file) throws IOException {
    int[] vms = vms();
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write("0\n" + vms.length + " " + arcs(vms, numbers(vms)) + "\n0 010\n");
      for (int vm : vms) {
        writer.write(String.valueOf(peers[vm].length));
        for (int i = 0; i < peers[vm].length; i++) {
          writer.write(" " + weights[vm][i] + " " + peers[vm][i]);
        }
        writer.write('\n');
      }
    }
  }

  private int[] numbers(int[] vms) {
    int[] number = new int[peers.length];
    for (int i = 0; i < vms.length; i++) {
      number[vms[i]] = i + 1;
    }
    return number;
  }

  private long arcs(int[] vms, int[] number) {
    return Arrays.stream(vms)
        .mapToLong(vm -> Arrays.stream(peers[vm]).filter(peer -> number[peer] > 0).count())
        .sum();
  }
}
