package io.vputty.sink.console.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.schema.Verdict;
import io.vputty.sink.console.tree.RecordTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * One row of one table.
 *
 * @param values in the order of the table's columns
 */
record Row(Table table, List<Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The tables and their columns. */
  enum Table {
    PLAN("id, domain, time, moves, gain_per_hour, cost_per_hour, record"),
    MOVE("id, plan_id, domain, time, vm, source, target, gain_per_hour, cost"),
    DRIFT("id, domain, time, subject, kind, worth_per_hour, record"),
    OUTCOME("id, move_id, domain, time, state, fencing_token, record"),
    VERDICT("id, move_id, domain, time, state, predicted_per_hour, attributed_per_hour, record"),
    DECISION("id, subject, domain, time, verb, author, record");

    private final String columns;

    Table(String columns) {
      this.columns = columns;
    }

    String sqlName() {
      return name().toLowerCase(Locale.ROOT);
    }

    String insert() {
      String marks = "?" + ", ?".repeat(columns.split(",", -1).length - 1);
      return "insert into %s (%s) values (%s) on conflict do nothing"
          .formatted(sqlName(), columns, marks);
    }
  }

  /** PostgreSQL has no room for the character NUL in text. */
  Row {
    values = values.stream().map(Row::withoutNul).toList();
  }

  private static Object withoutNul(Object value) {
    return value instanceof String text ? text.replace('\0', '\ufffd') : value;
  }

  /** What a record becomes; nothing if it is of no kind that is kept. */
  static List<Row> of(SpecificRecordBase record) {
    if (record instanceof Plan plan) {
      return of(plan);
    }
    if (record instanceof DriftEvent drift) {
      return List.of(
          hashed(
              Table.DRIFT,
              record,
              String.join(",", drift.getDomains()),
              at(drift.getTime()),
              drift.getSubject(),
              drift.getKind().name(),
              drift.getWorthPerHour()));
    }
    if (record instanceof MoveOutcome outcome) {
      return List.of(
          hashed(
              Table.OUTCOME,
              record,
              outcome.getMoveId(),
              outcome.getDomain(),
              at(outcome.getTime()),
              outcome.getState().name(),
              outcome.getFencingToken()));
    }
    return ofJudgement(record);
  }

  private static List<Row> ofJudgement(SpecificRecordBase record) {
    if (record instanceof Verdict verdict) {
      return List.of(
          hashed(
              Table.VERDICT,
              record,
              verdict.getMoveId(),
              verdict.getDomain(),
              at(verdict.getTime()),
              verdict.getState().name(),
              verdict.getPredicted().getValue(),
              verdict.getAttributed().getValue()));
    }
    if (record instanceof Decision decision) {
      return List.of(
          hashed(
              Table.DECISION,
              record,
              decision.getSubject(),
              decision.getDomain(),
              at(decision.getTime()),
              decision.getVerb().name(),
              decision.getAuthor()));
    }
    return List.of();
  }

  private static List<Row> of(Plan plan) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            Table.PLAN,
            List.of(
                plan.getId(),
                plan.getDomain(),
                at(plan.getTime()),
                plan.getMoves().size(),
                plan.getGainPerHour().getValue(),
                plan.getBefore().getTotal(),
                json(plan))));
    for (Move move : plan.getMoves()) {
      rows.add(
          new Row(
              Table.MOVE,
              List.of(
                  move.getId(),
                  plan.getId(),
                  plan.getDomain(),
                  at(plan.getTime()),
                  move.getVm(),
                  move.getSource(),
                  move.getTarget(),
                  move.getGainPerHour().getValue(),
                  move.getCost())));
    }
    return rows;
  }

  private static Row hashed(Table table, SpecificRecordBase record, Object... columns) {
    String json = json(record);
    List<Object> values = new ArrayList<>();
    values.add(sha256(json));
    values.addAll(List.of(columns));
    values.add(json);
    return new Row(table, values);
  }

  static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static String json(SpecificRecordBase record) {
    try {
      return JSON.writeValueAsString(RecordTree.of(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of the contract is no JSON", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
