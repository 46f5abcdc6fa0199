package io.vputty.sink.console.state;

import io.vputty.schema.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far the writers of each topic have come, as their marks say. */
public final class Marks {
  private final Map<String, Map<Integer, Mark>> byWriter = new TreeMap<>();

  /** A writer of one topic, and the time up to which it has told everything in each partition. */
  public record Progress(String topic, String writer, long throughMs, boolean left) {}

  void add(String topic, int partition, Mark mark) {
    byWriter
        .computeIfAbsent(topic + " " + mark.getWriter(), key -> new TreeMap<>())
        .merge(partition, mark, Marks::later);
  }

  List<Progress> all() {
    List<Progress> all = new ArrayList<>();
    byWriter.forEach(
        (key, marks) -> {
          String topic = key.substring(0, key.indexOf(' '));
          String writer = key.substring(key.indexOf(' ') + 1);
          long through =
              marks.values().stream().mapToLong(m -> m.getTime().toEpochMilli()).min().orElse(0);
          boolean left = marks.values().stream().allMatch(Mark::getLast);
          all.add(new Progress(topic, writer, through, left));
        });
    return all;
  }

  private static Mark later(Mark one, Mark other) {
    return other.getEpoch() >= one.getEpoch() ? other : one;
  }
}
