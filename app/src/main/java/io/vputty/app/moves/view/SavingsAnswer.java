package io.vputty.app.moves.view;

import io.vputty.app.moves.Savings;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Savings by month.
 *
 * @param months the earliest first
 */
public record SavingsAnswer(List<Savings.Month> months) implements Answer {

  public SavingsAnswer {
    months = List.copyOf(months);
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    if (months.isEmpty()) {
      out.println("no move was planned yet");
      return;
    }
    Table table = new Table("l", "r", "r", "r", "r", "r", "r", "r");
    table.row("month", "advised", "", "executed", "", "for, once", "judged", "measured");
    for (Savings.Month month : months) {
      table.row(
          month.month().toString(),
          Integer.toString(month.advised()),
          Figures.pricePerHour(month.advisedPerHour()),
          Integer.toString(month.executed()),
          Figures.pricePerHour(month.executedPerHour()),
          Figures.price(month.migrationCost()),
          Integer.toString(month.judged()),
          paint.bold(Figures.pricePerHour(month.attributedPerHour())));
    }
    table.print(out);
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    return Map.of("months", months.stream().map(SavingsAnswer::tree).toList());
  }

  private static Map<String, @Nullable Object> tree(Savings.Month month) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("month", month.month().toString());
    tree.put("advisedMoves", month.advised());
    tree.put("advisedPerHour", month.advisedPerHour());
    tree.put("executedMoves", month.executed());
    tree.put("executedPerHour", month.executedPerHour());
    tree.put("migrationCost", month.migrationCost());
    tree.put("judgedMoves", month.judged());
    tree.put("attributedPerHour", month.attributedPerHour());
    return tree;
  }
}
