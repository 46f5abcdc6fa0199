package io.vputty.bench.drift.nab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.bench.drift.nab.LabelledSeries.Window;
import io.vputty.bench.drift.nab.faults.GzipLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Labelled series with the profiles they are scored by, read from files laid out as in numenta/NAB:
 * {@code labels/combined_windows.json}, {@code profiles.json}, and a compressed table for each
 * series that the labels name.
 *
 * @param series in order of their names
 * @param profiles in the order of the file
 */
record LabelledSet(List<LabelledSeries> series, List<Profile> profiles) {

  private static final ObjectMapper JSON = new ObjectMapper();

  LabelledSet {
    series = List.copyOf(series);
    profiles = List.copyOf(profiles);
  }

  /** Reads a set. */
  static LabelledSet read(Path directory) throws IOException {
    JsonNode windows = json(directory.resolve("labels").resolve("combined_windows.json"));
    List<LabelledSeries> series = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : windows.properties()) {
      Path table = directory.resolve(entry.getKey() + ".gz");
      series.add(series(entry.getKey(), GzipLines.rows(table), entry.getValue()));
    }
    series.sort((a, b) -> a.name().compareTo(b.name()));
    return new LabelledSet(series, profiles(json(directory.resolve("profiles.json"))));
  }

  /** Windows of all series. */
  int windows() {
    return series.stream().mapToInt(each -> each.windows().size()).sum();
  }

  private static JsonNode json(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  private static List<Profile> profiles(JsonNode file) {
    List<Profile> profiles = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : file.properties()) {
      JsonNode costs = entry.getValue().path("CostMatrix");
      double found = costs.path("tpWeight").doubleValue();
      double falseRow = costs.path("fpWeight").doubleValue();
      double missed = costs.path("fnWeight").doubleValue();
      profiles.add(new Profile(entry.getKey(), found, falseRow, missed));
    }
    return profiles;
  }

  private static LabelledSeries series(String name, List<String[]> rows, JsonNode limits) {
    long[] times = rows.stream().mapToLong(row -> timeMs(row[0])).toArray();
    double[] values = rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
    List<Window> windows = new ArrayList<>();
    for (JsonNode limit : limits) {
      int first = row(name, times, limit.path(0).asText());
      windows.add(new Window(first, row(name, times, limit.path(1).asText())));
    }
    return new LabelledSeries(name, times, values, windows);
  }

  private static int row(String name, long[] times, String when) {
    long timeMs = timeMs(when);
    int row = 0;
    while (row < times.length && times[row] != timeMs) {
      row++;
    }
    if (row == times.length) {
      throw new IllegalStateException(
          "%s: no row at %s between %s"
              .formatted(name, when, Arrays.stream(times).summaryStatistics()));
    }
    return row;
  }

  private static long timeMs(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
