package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** METIS over racks, then over the hosts of each rack; then best-first moves and swaps. */
public final class Metis implements Contender {

  private static final String PROGRAM = "gpmetis";

  @Override
  public String name() {
    return "Metis";
  }

  @Override
  public boolean keepsBudgets() {
    return false;
  }

  @Override
  public boolean isRandom() {
    return true;
  }

  @Override
  public boolean isHere() {
    return Command.isHere(PROGRAM);
  }

  @Override
  public Run ready(Instance instance, int migrations, long seed) {
    Graph graph = new Graph(instance);
    return () ->
        Scratch.with(
            folder -> {
              Path file = folder.resolve("graph");
              int[] rack = partition(graph, graph.vms(), instance, instance.racks(), seed, file);
              int[] hosts = new int[instance.vms()];
              for (int number = 0; number < instance.racks(); number++) {
                spread(graph, members(rack, number), instance, number, seed, file, hosts);
              }
              return Scratch.refined(instance, hosts);
            });
  }

  private static void spread(
      Graph graph, int[] vms, Instance instance, int rack, long seed, Path file, int[] hosts)
      throws IOException {
    int[] part = partition(graph, vms, instance, instance.hostsPerRack(), seed, file);
    for (int i = 0; i < vms.length; i++) {
      hosts[vms[i]] = rack * instance.hostsPerRack() + part[i];
    }
  }

  /** The part of each of the VMs; racks or the hosts of one. */
  private static int[] partition(
      Graph graph, int[] vms, Instance instance, int parts, long seed, Path file)
      throws IOException {
    if (parts < 2 || vms.length < parts) {
      int[] each = new int[vms.length];
      Arrays.setAll(each, i -> i % parts);
      return each;
    }
    graph.metis(vms, file);
    boolean isRacks = vms.length == instance.vms() && parts == instance.racks();
    double room = (double) parts * instance.slots() * (isRacks ? instance.hostsPerRack() : 1);
    long slack = Math.max(1, (long) (1000 * (room / vms.length - 1)));
    Command.run(
        List.of(
            PROGRAM, "-seed=" + seed, "-ufactor=" + slack, file.toString(), String.valueOf(parts)));
    return Files.readAllLines(Path.of(file + ".part." + parts)).stream()
        .mapToInt(line -> Integer.parseInt(line.strip()))
        .toArray();
  }

  private static int[] members(int[] part, int number) {
    int[] vms = new int[part.length];
    int count = 0;
    for (int vm = 0; vm < part.length; vm++) {
      if (part[vm] == number) {
        vms[count++] = vm;
      }
    }
    return Arrays.copyOf(vms, count);
  }
}
