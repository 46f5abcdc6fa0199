package io.vputty.bench.planner.contender;

import io.vputty.bench.planner.instance.Instance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Scotch on the tree of racks and hosts; then best-first moves and swaps. */
public final class Scotch implements Contender {

  private static final String PROGRAM = "scotch_gmap";

  @Override
  public String name() {
    return "Scotch";
  }

  @Override
  public boolean keepsBudgets() {
    return false;
  }

  @Override
  public boolean isRandom() {
    return false;
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
              Path source = folder.resolve("graph");
              Path target = folder.resolve("target");
              Path mapping = folder.resolve("mapping");
              graph.scotch(source);
              Files.writeString(
                  target,
                  "tleaf 2 %d 4 %d 2%n".formatted(instance.racks(), instance.hostsPerRack()));
              double slots = (double) instance.hosts() * instance.slots();
              Command.run(
                  List.of(
                      PROGRAM,
                      source.toString(),
                      target.toString(),
                      mapping.toString(),
                      String.format(Locale.ROOT, "-b%.4f", slots / instance.vms() - 1)));
              return Scratch.refined(instance, hosts(mapping, instance.vms()));
            });
  }

  /** Reads a mapping: a line with their number, then VM and host in each. */
  private static int[] hosts(Path mapping, int vms) throws IOException {
    int[] hosts = new int[vms];
    Files.readAllLines(mapping).stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+", -1))
        .forEach(fields -> hosts[Integer.parseInt(fields[0])] = Integer.parseInt(fields[1]));
    return hosts;
  }
}
