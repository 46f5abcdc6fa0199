package io.vputty.app.placement.view;

import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.model.footprint.Cost;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What costs most where it is. */
public final class TopAnswer implements Answer {

  private static final Comparator<Row> DEAREST_FIRST =
      Comparator.<Row>comparingDouble(row -> -row.cost.total()).thenComparing(Row::name);

  private final String title;
  private final List<Row> rows;
  private final int top;

  /**
   * One VM, host or edge.
   *
   * @param name what it is called
   * @param where its host, or whatever tells more of it
   * @param cost what it costs at present, $ per hour
   */
  public record Row(String name, String where, Cost cost) {}

  /**
   * The dearest of many.
   *
   * @param title what they are
   * @param top most rows that are shown
   */
  public TopAnswer(String title, List<Row> rows, int top) {
    this.title = title;
    this.rows = rows.stream().sorted(DEAREST_FIRST).toList();
    this.top = top;
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    List<String> terms =
        Cost.ZERO.byTerm().keySet().stream()
            .filter(term -> rows.stream().anyMatch(row -> term(row, term) != 0))
            .toList();
    List<String> titles = new ArrayList<>(List.of(title, "", "cost"));
    titles.addAll(terms);
    Table table =
        new Table(
            titles.stream()
                .map(t -> t.equals(title) || t.isEmpty() ? "l" : "r")
                .toArray(String[]::new));
    table.row(titles.toArray(String[]::new));
    for (Row row : shown()) {
      List<String> cells = new ArrayList<>(List.of(row.name(), row.where()));
      cells.add(paint.bold(Figures.pricePerHour(row.cost().total())));
      terms.forEach(term -> cells.add(Figures.pricePerHour(term(row, term))));
      table.row(cells.toArray(String[]::new));
    }
    table.print(out);
    if (rows.size() > top) {
      out.printf("  ... and %d more%n", rows.size() - top);
    }
  }

  private List<Row> shown() {
    return rows.stream().limit(top).toList();
  }

  private static double term(Row row, String term) {
    return row.cost().byTerm().getOrDefault(term, 0.0);
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    return Map.of(title, shown().stream().map(TopAnswer::tree).toList());
  }

  private static Map<String, Object> tree(Row row) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", row.name());
    tree.put("where", row.where());
    tree.put("cost", PlanJson.tree(row.cost()));
    return tree;
  }
}
