package io.vputty.app.moves.view;

import io.vputty.app.json.RecordJson;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Decision;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision and what will happen by it.
 *
 * @param open moves that it is about, of one plan; those that have ended left out
 * @param written whether it was written
 */
public record DecisionAnswer(Decision decision, List<MoveStory> open, boolean written)
    implements Answer {

  public DecisionAnswer {
    open = List.copyOf(open);
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    Table table = new Table("l", "l", "l", "l", "l");
    for (MoveStory story : open) {
      table.row(
          story.move().getId(),
          story.vmTitle(),
          story.move().getSource() + " -> " + story.move().getTarget(),
          OutcomesAnswer.state(story.state(), paint),
          Figures.pricePerHour(story.move().getGainPerHour().getValue()));
    }
    table.print(out);
    out.println(what());
    out.println(
        written
            ? "said by %s at %s".formatted(decision.getAuthor(), decision.getTime())
            : paint.yellow("dry run: nothing was written"));
  }

  /** What will happen, in a sentence. */
  String what() {
    long running = open.stream().filter(story -> story.life().held()).count();
    long waiting = open.size() - running;
    return switch (decision.getVerb()) {
      case APPROVE ->
          "%s may start until %s".formatted(moves(waiting), open.get(0).plan().getExpires())
              + (running > 0 ? "; %s under way already".formatted(moves(running)) : "");
      case REJECT ->
          "%s will not start".formatted(moves(waiting))
              + (running > 0
                  ? "; %s under way: `vputty cancel` stops them".formatted(moves(running))
                  : "");
      case CANCEL ->
          "%s will not start; %s under way will be stopped if the platform can"
              .formatted(moves(waiting), moves(running));
      case UNKNOWN -> "nothing will happen";
    };
  }

  private static String moves(long number) {
    return Figures.count(number, "move");
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("decision", RecordJson.tree(decision));
    tree.put("moves", open.stream().map(story -> story.move().getId()).toList());
    tree.put("what", what());
    tree.put("written", written);
    return tree;
  }
}
