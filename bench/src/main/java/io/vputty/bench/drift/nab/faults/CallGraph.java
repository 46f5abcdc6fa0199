package io.vputty.bench.drift.nab.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Calls between services, minute by minute, and the faults that were injected meanwhile: Train
 * Ticket on a day of January 2023, out of IntelligentDDS/Nezha.
 *
 * @param minutes minutes of the day that were recorded, in order; there are gaps between them
 * @param edges who calls whom, with calls in each of the minutes
 * @param faults in order of time
 */
record CallGraph(int[] minutes, List<Edge> edges, List<Fault> faults) {

  private static final String DAY = "2023-01-29";

  CallGraph {
    edges = List.copyOf(edges);
    faults = List.copyOf(faults);
  }

  /**
   * One service that calls another.
   *
   * @param calls in each recorded minute, 0 included
   */
  record Edge(String caller, String called, double[] calls) {

    boolean touches(String service) {
      return caller.equals(service) || called.equals(service);
    }
  }

  /** Reads the day. */
  static CallGraph read(Path directory) throws IOException {
    List<String[]> rows = GzipLines.rows(directory.resolve(DAY + "-calls.csv.gz"));
    TreeSet<Integer> recorded = new TreeSet<>();
    rows.forEach(row -> recorded.add(seconds(row[0]) / 60));
    int[] minutes = recorded.stream().mapToInt(Integer::intValue).toArray();
    Map<String, Edge> edges = new TreeMap<>();
    for (String[] row : rows) {
      String caller = service(row[1]);
      String called = service(row[2]);
      Edge edge =
          edges.computeIfAbsent(
              caller + " " + called, name -> new Edge(caller, called, new double[minutes.length]));
      edge.calls()[Arrays.binarySearch(minutes, seconds(row[0]) / 60)] +=
          Double.parseDouble(row[3]);
    }
    return new CallGraph(minutes, List.copyOf(edges.values()), faults(directory));
  }

  /** All services that call or are called. */
  List<String> services() {
    TreeSet<String> services = new TreeSet<>();
    for (Edge edge : edges) {
      services.add(edge.caller());
      services.add(edge.called());
    }
    return List.copyOf(services);
  }

  private static List<Fault> faults(Path directory) throws IOException {
    JsonNode hours =
        new ObjectMapper().readTree(directory.resolve(DAY + "-fault_list.json").toFile());
    List<Fault> faults = new ArrayList<>();
    for (JsonNode hour : hours) {
      for (JsonNode fault : hour) {
        String time = fault.path("inject_time").asText();
        faults.add(
            new Fault(
                seconds(time.substring(time.indexOf(' ') + 1)),
                service(fault.path("inject_pod").asText()),
                fault.path("inject_type").asText()));
      }
    }
    faults.sort((a, b) -> Integer.compare(a.second(), b.second()));
    return faults;
  }

  /** Second of the day of {@code 08_43} or {@code 08:43:04}. */
  private static int seconds(String time) {
    String[] parts = time.split("[_:]", -1);
    int seconds = 3600 * Integer.parseInt(parts[0]) + 60 * Integer.parseInt(parts[1]);
    return parts.length > 2 ? seconds + Integer.parseInt(parts[2]) : seconds;
  }

  /** The service of a pod, whose name ends with two more parts. */
  private static String service(String pod) {
    int last = pod.lastIndexOf('-');
    return pod.substring(0, pod.lastIndexOf('-', last - 1));
  }
}
