package io.vputty.bench.drift;

import io.vputty.bench.drift.contender.Counts;
import io.vputty.bench.drift.contender.Traffic;
import java.util.List;
import java.util.Locale;

/** The tables of docs/drift.md. */
final class Tables {

  private Tables() {}

  /** Delays of one comparison, a row for each contender, and the bound. */
  static String delays(Comparison comparison) {
    StringBuilder table = new StringBuilder("| | threshold | false alarms |");
    Comparison.FACTORS.forEach(factor -> table.append(" %s |".formatted(Numbers.factor(factor))));
    table.append('\n').append(rule(3 + Comparison.FACTORS.size()));
    for (Row row : comparison.rows()) {
      table.append(start(row));
      row.delays().forEach(delays -> table.append(" %s |".formatted(Numbers.delays(delays))));
      table.append('\n');
    }
    table.append("| *ln(ARL) / KL* | | |");
    for (double factor : Comparison.FACTORS) {
      double bound = comparison.traffic().bound(factor, Row.BETWEEN);
      table.append(" *%s* |".formatted(Numbers.plain(bound)));
    }
    return table.append('\n').toString();
  }

  private static String start(Row row) {
    return String.format(
        Locale.ROOT, "| %s | %.1f | %.1f |", row.title(), row.threshold(), row.falseAlarms());
  }

  /** Errors of the onset: median, and the range of four in five. */
  static String onsets(List<Comparison> comparisons) {
    StringBuilder table = new StringBuilder("| | |");
    Comparison.FACTORS.forEach(factor -> table.append(" %s |".formatted(Numbers.factor(factor))));
    table.append('\n').append(rule(2 + Comparison.FACTORS.size()));
    for (Comparison comparison : comparisons) {
      for (String title : List.of("ours", "ADWIN", "Page-Hinkley")) {
        table.append("| %s | %s |".formatted(name(comparison.traffic()), title));
        for (Delays delays : comparison.row(title).delays()) {
          table.append(" %s |".formatted(onset(delays)));
        }
        table.append('\n');
      }
    }
    return table.toString();
  }

  private static String onset(Delays delays) {
    if (delays.missedShare() > 0.5) {
      return "–";
    }
    return String.format(
        Locale.ROOT,
        "%.0f (%.0f to %.0f)",
        delays.onsetError(0.5),
        delays.onsetError(0.1),
        delays.onsetError(0.9));
  }

  static String appearing(List<Comparison> comparisons) {
    StringBuilder table = new StringBuilder("| |");
    comparisons.forEach(
        c -> table.append(" mean %s |".formatted(Numbers.plain(c.traffic().mean()))));
    table.append('\n').append(rule(1 + comparisons.size()));
    for (Row first : comparisons.get(0).rows()) {
      table.append("| %s |".formatted(first.title()));
      for (Comparison comparison : comparisons) {
        Delays delays = comparison.row(first.title()).delays().get(0);
        table.append(" %s |".formatted(Numbers.delays(delays)));
      }
      table.append('\n');
    }
    return table.toString();
  }

  static String smallShifts(List<Comparison> comparisons) {
    StringBuilder table = new StringBuilder("| | | false alarms |");
    Comparison.SMALL_FACTORS.forEach(
        factor -> table.append(" %s |".formatted(Numbers.factor(factor))));
    table.append('\n').append(rule(3 + Comparison.SMALL_FACTORS.size()));
    for (Comparison comparison : comparisons) {
      for (Row row : comparison.rows()) {
        table.append("| %s | %s |".formatted(name(comparison.traffic()), row.title()));
        table.append(String.format(Locale.ROOT, " %.1f |", row.falseAlarms()));
        row.delays().forEach(delays -> table.append(" %s |".formatted(Numbers.delays(delays))));
        table.append('\n');
      }
    }
    return table.toString();
  }

  static String seasons(SeasonTrial.Result plain, SeasonTrial.Result seasonal) {
    return "| | false alarms | x2 | missed |\n"
        + rule(4)
        + season("no season", plain)
        + season("season", seasonal);
  }

  private static String season(String title, SeasonTrial.Result result) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.1f | %s / %s | %s |%n",
        title,
        result.falseAlarms(),
        Numbers.windows(result.median()),
        Numbers.windows(result.p90()),
        Numbers.share(result.missed()));
  }

  static String alarms(List<AlarmTable.Line> lines) {
    StringBuilder table = new StringBuilder("| asked | threshold, nats |");
    for (double size : AlarmTable.SIZES) {
      table.append(" %s |".formatted(new Traffic(1, size).burstiness()));
    }
    table.append('\n').append(rule(2 + AlarmTable.SIZES.length));
    for (AlarmTable.Line line : lines) {
      String asked = Numbers.plain(1e6 / line.between());
      table.append(String.format(Locale.ROOT, "| %s | %.1f |", asked, line.threshold()));
      for (int i = 0; i < AlarmTable.SIZES.length; i++) {
        table.append(String.format(Locale.ROOT, " %.1f, %.1f |", line.means()[i], line.worst()[i]));
      }
      table.append('\n');
    }
    return table.toString();
  }

  static String name(Traffic traffic) {
    String mean = Numbers.plain(traffic.mean());
    return traffic.size() == Counts.POISSON ? "Poisson, mean " + mean : "Bursty, mean " + mean;
  }

  private static String rule(int columns) {
    return "|" + "---|".repeat(columns) + "\n";
  }
}
