package io.vputty.app.health;

import io.vputty.app.moves.PlanSignatures;
import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Rejected;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether actuators have lately refused plans because of their signatures. */
final class TrustChecks {

  private static final Duration LATELY = Duration.ofHours(1);
  private static final int NEWEST = 1000;

  private final Instant now;
  private final List<Rejected> refused = new ArrayList<>();

  TrustChecks(Instant now) {
    this.now = now;
  }

  /** Reads the newest rejected records. */
  static List<Finding> read(Map<String, ?> client, Instant now) {
    TrustChecks checks = new TrustChecks(now);
    TopicScan.newest(client, List.of(Topics.REJECTED), NEWEST, checks::take);
    return checks.findings();
  }

  void take(TopicRecord record) {
    if (record instanceof TopicRecord.Decoded decoded
        && decoded.value() instanceof Rejected rejected
        && rejected.getReader().startsWith(PlanSignatures.ACTUATORS)
        && rejected.getTime().isAfter(now.minus(LATELY))) {
      refused.add(rejected);
    }
  }

  List<Finding> findings() {
    if (refused.isEmpty()) {
      return List.of();
    }
    Rejected newest = refused.get(refused.size() - 1);
    return List.of(
        Finding.fault(
            "trust",
            "plans were refused within the hour: %s by %s; the last one at partition %d, offset %d"
                .formatted(
                    counts(refused.stream().map(Rejected::getReason).toList()),
                    refused.stream()
                        .map(Rejected::getReader)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")),
                    newest.getPartition(),
                    newest.getOffset()),
            "see who else may write vputty.plans.v1, and whether the job reshape signs with a key"
                + " that actuators trust; `vputty rejected list` shows them"));
  }

  /** "2 altered, 1 unsigned". */
  private static String counts(List<String> reasons) {
    return reasons.stream()
        .distinct()
        .sorted()
        .map(each -> reasons.stream().filter(each::equals).count() + " " + each)
        .collect(Collectors.joining(", "));
  }
}
