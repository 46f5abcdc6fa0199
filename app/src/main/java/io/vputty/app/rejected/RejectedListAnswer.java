package io.vputty.app.rejected;

import io.vputty.app.json.RecordJson;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was rejected: how often for which reason, and the newest one by one.
 *
 * @param entries the oldest first
 * @param shown most entries that are shown one by one
 */
public record RejectedListAnswer(List<RejectedEntry> entries, int shown) implements Answer {

  public RejectedListAnswer {
    entries = List.copyOf(entries);
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    if (entries.isEmpty()) {
      out.println("nothing was rejected");
      return;
    }
    Table reasons = new Table("r", "l", "l");
    counts()
        .forEach((what, count) -> reasons.row(count.toString(), what.get(0), "by " + what.get(1)));
    reasons.print(out);
    List<RejectedEntry> newest = newest();
    out.printf("%n%s%n", paint.bold("the newest " + newest.size()));
    Table table = new Table("l", "l", "l", "l", "r", "l");
    table.row("id", "time", "reason", "source", "bytes", "detail");
    for (RejectedEntry entry : newest) {
      table.row(
          entry.id(),
          entry.rejected().getTime().toString(),
          entry.rejected().getReason(),
          entry.rejected().getSource(),
          Integer.toString(entry.rejected().getPayloadLength()),
          entry.rejected().getDetail());
    }
    table.print(out);
    out.printf("%n%s in all%n", Figures.count(entries.size(), "record"));
  }

  private List<RejectedEntry> newest() {
    return entries.subList(Math.max(0, entries.size() - shown), entries.size());
  }

  private Map<List<String>, Long> counts() {
    return entries.stream()
        .map(RejectedEntry::rejected)
        .collect(
            Collectors.groupingBy(
                rejected -> List.of(rejected.getReason(), rejected.getReader()),
                () -> new TreeMap<>((a, b) -> a.toString().compareTo(b.toString())),
                Collectors.counting()));
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    return Map.of(
        "count",
        entries.size(),
        "newest",
        newest().stream().map(RejectedListAnswer::tree).toList());
  }

  /** An entry with its id. */
  static Map<String, @Nullable Object> tree(RejectedEntry entry) {
    Map<String, @Nullable Object> tree = RecordJson.tree(entry.rejected());
    tree.put("id", entry.id());
    return tree;
  }
}
