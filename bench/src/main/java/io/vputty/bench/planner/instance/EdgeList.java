package io.vputty.bench.planner.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Lines {@code u v weight}; VMs are numbered as they appear, over all that is read. */
final class EdgeList {

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  /** VMs so far. */
  int vms() {
    return numbers.size();
  }

  /** Edges to the end of the text: both ends and the weight, bytes per second. */
  List<double[]> read(BufferedReader reader) throws IOException {
    List<double[]> edges = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      String[] fields = BLANKS.split(line.strip(), -1);
      if (fields.length == 3 && !fields[0].startsWith("#")) {
        edges.add(
            new double[] {number(fields[0]), number(fields[1]), Double.parseDouble(fields[2])});
      }
    }
    return edges;
  }

  private int number(String name) {
    return numbers.computeIfAbsent(name, key -> numbers.size());
  }

  static Instance instance(
      String name, int racks, int hostsPerRack, int slots, int[] start, List<double[]> edges) {
    int[] from = edges.stream().mapToInt(edge -> (int) edge[0]).toArray();
    int[] to = edges.stream().mapToInt(edge -> (int) edge[1]).toArray();
    double[] weights = edges.stream().mapToDouble(edge -> edge[2]).toArray();
    return new Instance(name, racks, hostsPerRack, slots, start, from, to, weights);
  }
}
