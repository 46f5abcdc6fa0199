package io.vputty.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Kafka headers of the records that tell of a plan: plans, decisions, outcomes and verdicts. All
 * follow from the record, so that a replay writes the same; all are UTF-8 text.
 *
 * <p>The trace is a <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C
 * traceparent</a> of the plan's id: the first 16 bytes of its SHA-256 are the trace, the next 8 the
 * span that is the plan, and it is sampled. Everything that is written about a plan carries the
 * same.
 */
public final class RecordHeaders {

  /** Id of the plan. */
  public static final String PLAN_ID = "vputty-plan-id";

  /** Id of the move, where the record is about one. */
  public static final String MOVE_ID = "vputty-move-id";

  /** The plan's trace. */
  public static final String TRACE = "traceparent";

  /** Ed25519 signature over the record's value, base64. */
  public static final String SIGNATURE = "vputty-signature";

  /** Id of the key that signed. */
  public static final String KEY_ID = "vputty-key-id";

  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private RecordHeaders() {}

  /** The headers of a record, by name; none for one that tells of no plan. */
  public static Map<String, String> of(SpecificRecordBase record) {
    if (record instanceof Plan plan) {
      return of(plan.getId(), "");
    } else if (record instanceof MoveOutcome outcome) {
      return of(outcome.getPlanId(), outcome.getMoveId());
    } else if (record instanceof Verdict verdict) {
      return of(verdict.getPlanId(), verdict.getMoveId());
    } else if (record instanceof Decision decision) {
      boolean ofPlan = decision.getSubject().equals(decision.getPlanId());
      return of(decision.getPlanId(), ofPlan ? "" : decision.getSubject());
    }
    return Map.of();
  }

  private static Map<String, String> of(String planId, String moveId) {
    Map<String, String> headers = new TreeMap<>();
    if (!planId.isEmpty()) {
      headers.put(PLAN_ID, planId);
      headers.put(TRACE, trace(planId));
    }
    if (!moveId.isEmpty()) {
      headers.put(MOVE_ID, moveId);
    }
    return headers;
  }

  /** The traceparent of a plan. */
  public static String trace(String planId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(planId.getBytes(StandardCharsets.UTF_8));
      HexFormat hex = HexFormat.of();
      return "00-%s-%s-01"
          .formatted(
              hex.formatHex(hash, 0, TRACE_BYTES),
              hex.formatHex(hash, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds headers to a Kafka record, in the order of their names. */
  public static void add(Map<String, String> headers, Headers to) {
    new TreeMap<>(headers)
        .forEach((name, text) -> to.add(name, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The headers of a Kafka record, by name; the last one counts where there are several. */
  public static Map<String, String> read(Headers from) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : from) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    return headers;
  }
}
