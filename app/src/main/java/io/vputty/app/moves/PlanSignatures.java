package io.vputty.app.moves;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Plan;
import io.vputty.schema.RecordHeaders;
import io.vputty.schema.Rejected;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.trust.Trust;
import io.vputty.schema.trust.TrustedKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the signatures of the records of one plan say, and which actuators refused them. */
public final class PlanSignatures {

  /** How the names of actuators begin, as readers of what they refuse. */
  public static final String ACTUATORS = "actuator/";

  private final String planId;
  private final TrustedKeys keys;
  private final List<TopicRecord.Position> places = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private final List<AuditTrail.Entry> entries = new ArrayList<>();

  private PlanSignatures(String planId, TrustedKeys keys) {
    this.planId = planId;
    this.keys = keys;
  }

  /**
   * Reads the topics of plans and of rejected records.
   *
   * @param client settings of the Kafka client
   * @param keys what signatures are held against; without any it is only told who signed
   */
  public static List<AuditTrail.Entry> read(
      Map<String, ?> client, String planId, TrustedKeys keys) {
    PlanSignatures signatures = new PlanSignatures(planId, keys);
    TopicScan.all(client, List.of(Topics.PLANS, Topics.REJECTED), signatures::take);
    return signatures.entries();
  }

  void take(TopicRecord record) {
    if (!(record instanceof TopicRecord.Decoded decoded)) {
      return;
    }
    if (decoded.value() instanceof Plan plan && plan.getId().equals(planId)) {
      places.add(decoded.position());
      judge(plan.getTime(), decoded);
    } else if (decoded.value() instanceof Rejected refusal
        && refusal.getReader().startsWith(ACTUATORS)) {
      rejected.add(refusal);
    }
  }

  private void judge(Instant time, TopicRecord.Decoded record) {
    String keyId = record.wire().headers().getOrDefault(RecordHeaders.KEY_ID, "");
    if (keyId.isEmpty() && !keys.selective()) {
      return;
    }
    Trust trust = keys.judge(record.wire());
    entries.add(
        new AuditTrail.Entry(
            time,
            keyId.isEmpty() ? "nobody" : "key " + keyId,
            "signed",
            "",
            trust == Trust.TRUSTED,
            keys.selective() ? trust.word() + ", " + place(record) : place(record)));
  }

  private static String place(TopicRecord.Decoded record) {
    return "partition %d, offset %d"
        .formatted(record.position().partition(), record.position().offset());
  }

  List<AuditTrail.Entry> entries() {
    List<AuditTrail.Entry> all = new ArrayList<>(entries);
    for (Rejected refusal : rejected) {
      if (places.stream().anyMatch(place -> isAt(refusal, place))) {
        all.add(
            new AuditTrail.Entry(
                refusal.getTime(),
                refusal.getReader(),
                "refused",
                "",
                true,
                refusal.getReason() + ": " + refusal.getDetail()));
      }
    }
    return all;
  }

  private static boolean isAt(Rejected refusal, TopicRecord.Position place) {
    return Objects.equals(refusal.getTopic(), place.topic())
        && refusal.getPartition() == place.partition()
        && refusal.getOffset() == place.offset();
  }
}
