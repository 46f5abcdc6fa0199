package io.vputty.app.moves.view;

import io.vputty.app.moves.AuditTrail;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail of a plan.
 *
 * @param entries in the order of time
 */
public record AuditAnswer(Plan plan, List<AuditTrail.Entry> entries) implements Answer {

  public AuditAnswer {
    entries = List.copyOf(entries);
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    out.printf(
        "%s  domain %s, expires %s, gains %s%n%n",
        paint.bold("plan " + plan.getId()),
        plan.getDomain(),
        plan.getExpires(),
        Figures.pricePerHour(plan.getGainPerHour()));
    Table table = new Table("l", "l", "l", "l", "l");
    for (AuditTrail.Entry entry : entries) {
      table.row(
          entry.time().toString(),
          entry.counts() ? entry.what() : paint.dim(entry.what() + " (does not count)"),
          entry.who(),
          entry.subject(),
          entry.detail());
    }
    table.print(out);
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("plan", plan.getId());
    tree.put("domain", plan.getDomain());
    tree.put("expires", plan.getExpires());
    tree.put("entries", entries.stream().map(AuditAnswer::tree).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(AuditTrail.Entry entry) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("time", entry.time());
    tree.put("what", entry.what());
    tree.put("who", entry.who());
    tree.put("move", entry.subject());
    tree.put("counts", entry.counts());
    tree.put("detail", entry.detail());
    return tree;
  }
}
