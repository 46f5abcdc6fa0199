package io.vputty.app.health;

import io.vputty.schema.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the stages run, their clocks agree with this one, and their records can be read. */
final class PipelineChecks {

  /** Marks that are further ahead come from a clock that is wrong, here or there. */
  private static final Duration AHEAD = Duration.ofSeconds(5);

  private final List<StageProgress> stages;
  private final Map<String, List<TopicRecord.Unreadable>> unreadable = new TreeMap<>();

  /**
   * Checks of stages.
   *
   * @param records the ends of their topics
   */
  PipelineChecks(List<StageProgress> stages, List<TopicRecord> records) {
    this.stages = List.copyOf(stages);
    for (TopicRecord record : records) {
      if (record instanceof TopicRecord.Unreadable bad) {
        unreadable.computeIfAbsent(bad.position().topic(), t -> new ArrayList<>()).add(bad);
      }
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    stages.stream()
        .filter(stage -> stage.stage().job() || !stage.marks().isEmpty())
        .forEach(stage -> findings.add(running(stage)));
    findings.addAll(clocks());
    unreadable.forEach((topic, records) -> findings.add(unreadable(topic, records)));
    if (unreadable.isEmpty()) {
      findings.add(Finding.fine("schemas", "the newest records of all stages can be read"));
    }
    actuators().ifPresent(findings::add);
    return findings;
  }

  private Finding running(StageProgress stage) {
    String writer = stage.stage().writer();
    Optional<Duration> lag = stage.lag();
    if (lag.isEmpty()) {
      return Finding.fault(
          "running",
          writer + " marks nothing",
          "start it: `vputty run`, or `flink run` of its jar");
    }
    if (lag.get().compareTo(StatusAnswer.LATE) > 0) {
      return Finding.fault(
          "running",
          "%s is %d s behind".formatted(writer, lag.get().toSeconds()),
          stage.stage().job()
              ? "see in Flink whether it runs, restarts or is busy; then what it waits for: the"
                  + " stages before it"
              : "see whether it runs, and its log");
    }
    return Finding.fine("running", "%s is %d ms behind".formatted(writer, lag.get().toMillis()));
  }

  private List<Finding> clocks() {
    List<Finding> findings = new ArrayList<>();
    for (StageProgress stage : stages) {
      stage
          .marks()
          .forEach(
              (writer, mark) -> {
                Duration ahead = Duration.between(stage.readAt(), mark);
                if (ahead.compareTo(AHEAD) > 0) {
                  findings.add(
                      Finding.fault(
                          "clocks",
                          "%s on %s is %d s ahead of this clock"
                              .formatted(writer, stage.topic(), ahead.toSeconds()),
                          "set both hosts' clocks by NTP: what others tell is late by as much"));
                }
              });
    }
    return findings.isEmpty() ? List.of(Finding.fine("clocks", "no mark is ahead")) : findings;
  }

  private static Finding unreadable(String topic, List<TopicRecord.Unreadable> records) {
    TopicRecord.Unreadable first = records.get(0);
    String reasons =
        records.stream().map(r -> r.why().reason()).distinct().collect(Collectors.joining(", "));
    return Finding.fault(
        "schemas",
        "%d of the newest records of %s cannot be read (%s), as partition %d, offset %d"
            .formatted(
                records.size(),
                topic,
                reasons,
                first.position().partition(),
                first.position().offset()),
        "find who writes it; a writer must announce its schema on vputty.schemas.v1 first");
  }

  private Optional<Finding> actuators() {
    boolean none =
        stages.stream()
            .filter(stage -> stage.topic().equals("outcomes"))
            .allMatch(stage -> stage.marks().isEmpty());
    return none
        ? Optional.of(
            Finding.note(
                "running", "no actuator marks outcomes", "moves are recommended, and not made"))
        : Optional.empty();
  }
}
