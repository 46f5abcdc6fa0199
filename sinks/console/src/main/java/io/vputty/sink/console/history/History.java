package io.vputty.sink.console.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.schema.TopicRecord;
import io.vputty.sink.console.history.Row.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Plans, drift, reports, verdicts and decisions in a database. What it has it does not take twice,
 * so that topics may be read anew. Thread-safe.
 */
public final class History implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEWEST =
      "select record from %s where time >= ? and time < ? order by time desc, id limit ?";

  /**
   * Of each move: claims that lost do not count, nothing follows an end, and else the last holds.
   */
  private static final String LAST_REPORTS =
      """
      select record from (
        select record, time, id, row_number() over (partition by move_id order by
          case
            when state in ('REJECTED', 'SUPERSEDED', 'EXPIRED', 'FAILED', 'SKIPPED', 'CANCELLED',
              'ROLLED_BACK') then 0
            when state in ('VERIFIED', 'INEFFECTIVE') then 1
            when state = 'SUCCEEDED' then 2
            else 3
          end, fencing_token desc, time desc) as place
        from (
          select outcome.*, max(fencing_token) over (partition by move_id) as newest
          from outcome where time >= ? and time < ?) reports
        where fencing_token < 0 or fencing_token = newest) ranked
      where place = 1 order by time desc, id limit ?
      """;

  private static final String MONTH =
      "extract(year from time at time zone 'UTC') * 100 + extract(month from time at time zone 'UTC')";

  private static final String SAVINGS =
      """
      select slot, sum(advised), sum(advised_gain), sum(executed), sum(executed_gain), sum(cost),
        sum(judged), sum(attributed)
      from (
        select slot, 1 as advised, gain_per_hour as advised_gain, 0 as executed,
          0.0 as executed_gain, 0.0 as cost, 0 as judged, 0.0 as attributed
        from (
          select MONTH as slot, gain_per_hour, row_number() over (
            partition by MONTH, vm, source, target order by time desc) as place
          from move) planned
        where place = 1
        union all
        select done.slot, 0, 0.0, 1, move.gain_per_hour, move.cost, 0, 0.0
        from (
          select move_id, min(MONTH) as slot from outcome where state = 'SUCCEEDED'
          group by move_id) done
        join move on move.id = done.move_id
        union all
        select MONTH, 0, 0.0, 0, 0.0, 0.0, 1, attributed_per_hour from verdict) sums
      group by slot order by slot
      """
          .replace("MONTH", MONTH);

  private final Database database;
  private final Duration kept;

  private History(Database database, Duration kept) {
    this.database = database;
    this.kept = kept;
  }

  /**
   * Opens it, and brings its tables to this version.
   *
   * @throws IllegalArgumentException if that is not possible, saying why
   */
  public static History open(HistorySettings settings) {
    return new History(Database.open(settings), settings.kept());
  }

  /** A span of time, and how many records of it at most, the newest. */
  public record Period(Instant from, Instant until, int most) {}

  /** Takes what was read; what it has already is passed over. */
  public void keep(Collection<TopicRecord> records) throws SQLException {
    Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
    for (TopicRecord record : records) {
      if (record instanceof TopicRecord.Decoded decoded) {
        for (Row row : Row.of(decoded.value())) {
          rows.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row);
        }
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    try (Connection connection = database.connection()) {
      connection.setAutoCommit(false);
      for (Map.Entry<Table, List<Row>> entry : rows.entrySet()) {
        insert(connection, entry.getKey(), entry.getValue());
      }
      connection.commit();
    }
  }

  private static void insert(Connection connection, Table table, List<Row> rows)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(table.insert())) {
      for (Row row : rows) {
        for (int i = 0; i < row.values().size(); i++) {
          insert.setObject(i + 1, row.values().get(i));
        }
        insert.addBatch();
      }
      int[] unused = insert.executeBatch();
    }
  }

  /** Forgets what is older than it is to be kept; returns how many rows. */
  public int trim(Instant now) throws SQLException {
    int gone = 0;
    try (Connection connection = database.connection()) {
      for (Table table : Table.values()) {
        String delete = "delete from " + table.sqlName() + " where time < ?";
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
          statement.setObject(1, Row.at(now.minus(kept)));
          gone += statement.executeUpdate();
        }
      }
    }
    return gone;
  }

  /** Drift, the newest first. */
  public List<JsonNode> drifts(Period period) throws SQLException {
    return records(NEWEST.formatted("drift"), period);
  }

  /** Plans, the newest first. */
  public List<JsonNode> plans(Period period) throws SQLException {
    return records(NEWEST.formatted("plan"), period);
  }

  /** The report of each move that holds, the newest first. */
  public List<JsonNode> outcomes(Period period) throws SQLException {
    return records(LAST_REPORTS, period);
  }

  /** Verdicts, the newest first. */
  public List<JsonNode> verdicts(Period period) throws SQLException {
    return records(NEWEST.formatted("verdict"), period);
  }

  /** Decisions, the newest first. */
  public List<JsonNode> decisions(Period period) throws SQLException {
    return records(NEWEST.formatted("decision"), period);
  }

  /** What moves were worth, by month, the earliest first. */
  public List<SavingsMonth> savings() throws SQLException {
    List<SavingsMonth> months = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(SAVINGS);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        months.add(month(rows));
      }
    }
    return months;
  }

  private static SavingsMonth month(ResultSet row) throws SQLException {
    int month = row.getInt(1);
    return new SavingsMonth(
        String.format(Locale.ROOT, "%04d-%02d", month / 100, month % 100),
        row.getInt(2),
        row.getDouble(3),
        row.getInt(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getInt(7),
        row.getDouble(8));
  }

  private List<JsonNode> records(String sql, Period period) throws SQLException {
    List<JsonNode> records = new ArrayList<>();
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, Row.at(period.from()));
      select.setObject(2, Row.at(period.until()));
      select.setInt(3, period.most());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          records.add(JSON.readTree(rows.getString(1)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("history holds what is no JSON", e);
    }
    return records;
  }

  @Override
  public void close() {
    database.close();
  }
}
