package io.vputty.app.moves;

import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Verdict;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What moves were worth, by month (UTC). */
public final class Savings {

  private Savings() {}

  /**
   * One month. A move counts in the month in which it was planned, succeeded, or was judged.
   *
   * @param advised moves that were planned; the same VM between the same hosts once, as it was
   *     planned last
   * @param advisedPerHour what they were predicted to gain, $ per hour
   * @param executed moves that succeeded
   * @param executedPerHour what they were predicted to gain, $ per hour
   * @param migrationCost what they cost once, $
   * @param judged moves with a verdict
   * @param attributedPerHour what those were measured to gain, $ per hour
   */
  public record Month(
      YearMonth month,
      int advised,
      double advisedPerHour,
      int executed,
      double executedPerHour,
      double migrationCost,
      int judged,
      double attributedPerHour) {}

  /** What happened in one month. */
  private static final class Sums {
    private final Map<String, Double> advised = new TreeMap<>();
    private final List<Move> executed = new ArrayList<>();
    private final List<Verdict> judged = new ArrayList<>();

    private Month month(YearMonth month) {
      return new Month(
          month,
          advised.size(),
          advised.values().stream().mapToDouble(Double::doubleValue).sum(),
          executed.size(),
          executed.stream().mapToDouble(move -> move.getGainPerHour().getValue()).sum(),
          executed.stream().mapToDouble(Move::getCost).sum(),
          judged.size(),
          judged.stream().mapToDouble(verdict -> verdict.getAttributed().getValue()).sum());
    }
  }

  /** Every month in which there was something, the earliest first. */
  public static List<Month> of(MoveBook book) {
    Map<YearMonth, Sums> months = new TreeMap<>();
    for (MoveStory story : book.stories()) {
      Move move = story.move();
      String same = String.join("\n", move.getVm(), move.getSource(), move.getTarget());
      at(months, story.plan().getTime()).advised.put(same, move.getGainPerHour().getValue());
      succeeded(story).ifPresent(time -> at(months, time).executed.add(move));
      story.verdict().ifPresent(verdict -> at(months, verdict.getTime()).judged.add(verdict));
    }
    return months.entrySet().stream().map(e -> e.getValue().month(e.getKey())).toList();
  }

  private static Sums at(Map<YearMonth, Sums> months, Instant time) {
    return months.computeIfAbsent(
        YearMonth.from(time.atOffset(ZoneOffset.UTC)), month -> new Sums());
  }

  private static Optional<Instant> succeeded(MoveStory story) {
    return story.reports().stream()
        .filter(MoveReport::counts)
        .map(MoveReport::outcome)
        .filter(outcome -> outcome.getState() == MoveState.SUCCEEDED)
        .map(MoveOutcome::getTime)
        .findFirst();
  }
}
