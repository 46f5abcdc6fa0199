package io.vputty.app.moves.view;

import io.vputty.app.json.RecordJson;
import io.vputty.app.moves.MoveReport;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Alternative;
import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Reason;
import io.vputty.schema.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One move: why it pays, why not another host, what has become of it and whether it helped. */
public final class WhyAnswer implements Answer {

  private static final double GIB = 1L << 30;

  private final MoveStory story;
  private final UnaryOperator<String> vmName;

  /**
   * About a move.
   *
   * @param vmName name of a VM by its id; the id where none is known
   */
  public WhyAnswer(MoveStory story, UnaryOperator<String> vmName) {
    this.story = story;
    this.vmName = vmName;
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    Move move = story.move();
    out.printf(
        "%s  %s from %s to %s, wave %d of plan %s in %s%n",
        paint.bold("move " + move.getId()),
        story.vmTitle(),
        move.getSource(),
        move.getTarget(),
        move.getWave() + 1,
        story.plan().getId(),
        story.plan().getDomain());
    out.printf("%n%s%n%n", move.getExplanation());
    figures(out);
    reasons(out, paint);
    alternatives(out, paint);
    life(out, paint);
    story.verdict().ifPresent(verdict -> verdict(out, paint, verdict));
  }

  private void figures(PrintWriter out) {
    Move move = story.move();
    Table table = new Table("l", "l");
    table.row("gains", Figures.pricePerHour(move.getGainPerHour()));
    table.row("costs once", Figures.price(move.getCost()));
    table.row("memory", Figures.gib(move.getMemoryBytes()));
    if (move.getTransferBytes() > 0) {
      table.row(
          "expected",
          "%s sent in %.0f s"
              .formatted(Figures.gib(Math.round(move.getTransferBytes())), move.getSeconds()));
    }
    table.row("may be moved", move.getAutomation().name().toLowerCase(Locale.ROOT));
    if (!move.getAfter().isEmpty()) {
      table.row("after", String.join(", ", move.getAfter()));
    }
    table.print(out);
  }

  private void reasons(PrintWriter out, Paint paint) {
    out.printf("%n%s%n", paint.bold("reasons"));
    Table table = new Table("r", "l", "l", "l", "r");
    for (Reason reason : story.move().getReasons()) {
      table.row(
          Figures.pricePerHour(reason.getGainPerHour()),
          reason.getKind().name().toLowerCase(Locale.ROOT),
          vmName.apply(reason.getPeer()),
          reason.getPeerHost().isEmpty() ? "" : "on " + reason.getPeerHost(),
          amount(reason));
    }
    table.print(out);
  }

  private static String amount(Reason reason) {
    return switch (reason.getKind()) {
      case NETWORK, STORAGE -> Figures.rate(reason.getAmount());
      case MEMORY -> String.format(Locale.ROOT, "%.3f GiB", reason.getAmount() / GIB);
      case CONFLICT, UNKNOWN -> String.format(Locale.ROOT, "%.1f", reason.getAmount());
    };
  }

  private void alternatives(PrintWriter out, Paint paint) {
    if (story.move().getAlternatives().isEmpty()) {
      return;
    }
    out.printf("%n%s%n", paint.bold("other hosts, against " + story.move().getTarget()));
    Table table = new Table("l", "r", "l");
    for (Alternative other : story.move().getAlternatives()) {
      table.row(
          other.getHost(),
          Figures.pricePerHour(other.getDifferencePerHour()),
          other.getRefusal().isEmpty() ? "" : "could not: " + other.getRefusal());
    }
    table.print(out);
  }

  private void life(PrintWriter out, Paint paint) {
    out.printf("%n%s%s%n", paint.bold("so far: "), OutcomesAnswer.state(story.state(), paint));
    Table table = new Table("l", "l", "l", "l");
    for (Decision decision : story.decisions()) {
      table.row(
          decision.getTime().toString(),
          decision.getVerb().name().toLowerCase(Locale.ROOT),
          decision.getAuthor(),
          decision.getComment());
    }
    for (MoveReport report : story.reports()) {
      MoveOutcome outcome = report.outcome();
      table.row(
          outcome.getTime().toString(),
          OutcomesAnswer.state(outcome.getState(), paint),
          outcome.getActuator(),
          report.counts() ? outcome.getDetail() : "does not count: another was first");
    }
    table.print(out);
  }

  private static void verdict(PrintWriter out, Paint paint, Verdict verdict) {
    out.printf(
        "%n%s%s%n", paint.bold("verdict: "), OutcomesAnswer.state(verdict.getState(), paint));
    Table table = new Table("l", "r");
    table.row("predicted", Figures.pricePerHour(verdict.getPredicted()));
    table.row("measured", Figures.pricePerHour(verdict.getAttributed()));
    table.row("before minus after, whole wave", Figures.pricePerHour(verdict.getRealised()));
    table.print(out);
    if (!verdict.getDetail().isEmpty()) {
      out.println(verdict.getDetail());
    }
    if (verdict.getRollback()) {
      out.println(paint.yellow("going back is recommended"));
    }
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("plan", story.plan().getId());
    tree.put("domain", story.plan().getDomain());
    tree.put("expires", story.plan().getExpires());
    tree.put("state", story.state());
    tree.put("move", RecordJson.tree(story.move()));
    tree.put("decisions", story.decisions().stream().map(RecordJson::tree).toList());
    tree.put("reports", story.reports().stream().map(WhyAnswer::tree).toList());
    Verdict verdict = story.verdict().orElse(null);
    tree.put("verdict", verdict == null ? null : RecordJson.tree(verdict));
    return tree;
  }

  private static Map<String, @Nullable Object> tree(MoveReport report) {
    Map<String, @Nullable Object> tree = RecordJson.tree(report.outcome());
    tree.put("offset", report.offset());
    tree.put("counts", report.counts());
    return tree;
  }
}
