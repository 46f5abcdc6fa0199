package io.vputty.app.moves.view;

import io.vputty.app.json.RecordJson;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Interval;
import io.vputty.schema.MoveState;
import io.vputty.schema.Verdict;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What moves were predicted to gain beside what was measured, one by one and together. */
public final class OutcomesAnswer implements Answer {

  private static final String[] TITLES = {
    "move", "vm", "from", "to", "state", "predicted", "measured", "within"
  };

  private final List<MoveStory> stories;
  private final Totals totals;

  /**
   * Sums over what was judged.
   *
   * @param moves moves with a verdict
   * @param within those whose measured gain lies in the predicted interval
   * @param predicted of those moves; the limits are added up, which is wider than 95%
   * @param attributed of those moves, likewise
   * @param realised cost before minus after of the waves they were in, each wave once, likewise
   */
  private record Totals(
      int moves, int within, Interval predicted, Interval attributed, Interval realised) {

    private static Totals of(List<Verdict> verdicts) {
      Map<String, Interval> waves = new LinkedHashMap<>();
      verdicts.forEach(v -> waves.put(v.getPlanId() + '/' + v.getWave(), v.getRealised()));
      return new Totals(
          verdicts.size(),
          (int) verdicts.stream().filter(OutcomesAnswer::within).count(),
          sum(verdicts.stream().map(Verdict::getPredicted).toList()),
          sum(verdicts.stream().map(Verdict::getAttributed).toList()),
          sum(List.copyOf(waves.values())));
    }
  }

  /**
   * Moves that something became of.
   *
   * @param stories in the order in which they are told
   */
  public OutcomesAnswer(List<MoveStory> stories) {
    this.stories = List.copyOf(stories);
    this.totals =
        Totals.of(stories.stream().map(MoveStory::verdict).flatMap(Optional::stream).toList());
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    if (stories.isEmpty()) {
      out.println("no move was made or judged");
      return;
    }
    Table table = new Table("l", "l", "l", "l", "l", "r", "r", "l");
    table.row(TITLES);
    stories.forEach(story -> table.row(row(story, paint)));
    table.print(out);
    if (totals.moves > 0) {
      out.printf(
          "%n%s judged; measured within the predicted interval: %d%n",
          Figures.count(totals.moves, "move"), totals.within);
      out.printf("together  predicted  %s%n", Figures.pricePerHour(totals.predicted));
      out.printf("          measured   %s%n", Figures.pricePerHour(totals.attributed));
      out.printf("          realised   %s%n", Figures.pricePerHour(totals.realised));
    }
  }

  private static String[] row(MoveStory story, Paint paint) {
    Optional<Verdict> verdict = story.verdict();
    return new String[] {
      story.move().getId(),
      story.vmTitle(),
      story.move().getSource(),
      story.move().getTarget(),
      state(story.state(), paint),
      Figures.pricePerHour(story.move().getGainPerHour()),
      verdict.map(v -> Figures.pricePerHour(v.getAttributed())).orElse("-"),
      verdict.map(v -> within(v) ? "yes" : paint.yellow("no")).orElse("-")
    };
  }

  /** "succeeded", coloured by whether that is good. */
  static String state(MoveState state, Paint paint) {
    String word = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return switch (state) {
      case SUCCEEDED, VERIFIED -> paint.green(word);
      case FAILED, INEFFECTIVE -> paint.red(word);
      case SKIPPED, CANCELLED, REJECTED, ROLLED_BACK -> paint.yellow(word);
      case UNKNOWN, PROPOSED, APPROVED, SUPERSEDED, EXPIRED, CLAIMED, RUNNING -> word;
    };
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("moves", stories.stream().map(OutcomesAnswer::tree).toList());
    tree.put("judged", totals.moves);
    tree.put("within", totals.within);
    tree.put("predictedPerHour", RecordJson.tree(totals.predicted));
    tree.put("attributedPerHour", RecordJson.tree(totals.attributed));
    tree.put("realisedPerHour", RecordJson.tree(totals.realised));
    return tree;
  }

  private static Map<String, @Nullable Object> tree(MoveStory story) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("move", story.move().getId());
    tree.put("plan", story.plan().getId());
    tree.put("domain", story.plan().getDomain());
    tree.put("vm", story.move().getVm());
    tree.put("source", story.move().getSource());
    tree.put("target", story.move().getTarget());
    tree.put("state", story.state());
    tree.put("predictedPerHour", RecordJson.tree(story.move().getGainPerHour()));
    Verdict verdict = story.verdict().orElse(null);
    tree.put("verdict", verdict == null ? null : RecordJson.tree(verdict));
    return tree;
  }

  private static boolean within(Verdict verdict) {
    double measured = verdict.getAttributed().getValue();
    return measured >= verdict.getPredicted().getLow()
        && measured <= verdict.getPredicted().getHigh();
  }

  private static Interval sum(List<Interval> terms) {
    return new Interval(
        terms.stream().mapToDouble(Interval::getValue).sum(),
        terms.stream().mapToDouble(Interval::getLow).sum(),
        terms.stream().mapToDouble(Interval::getHigh).sum());
  }
}
