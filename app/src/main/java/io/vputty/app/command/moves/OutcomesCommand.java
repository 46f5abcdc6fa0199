package io.vputty.app.command.moves;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.command.DurationConverter;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.moves.view.OutcomesAnswer;
import io.vputty.app.output.OutputOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what became of moves. */
@Command(
    name = "outcomes",
    description = "Show what became of moves: the predicted gain beside the measured one.",
    footer = {
      "",
      "Measured is a move's share of what its wave gained: the traffic after it at the old",
      "placement minus at the new one. Realised is cost before minus after, whatever else",
      "changed meanwhile. Sums add the limits up, which is wider than 95%%."
    })
public final class OutcomesCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = DurationConverter.class,
      description = "Of plans not older than this, as 30m or 7d. Default: ${DEFAULT-VALUE}.")
  private Duration since = Duration.ZERO;

  @Option(names = "--plan", paramLabel = "PLAN", description = "Of this plan only, however old.")
  private @Nullable String plan;

  @Option(names = "--all", description = "Moves too of which nobody has reported anything.")
  private boolean all;

  @Override
  public Integer call() {
    MoveBook book = MoveBook.read(broker.clientSettings());
    output.print(
        new OutcomesAnswer(
            chosen(book).stream().filter(story -> all || !story.reports().isEmpty()).toList()));
    return 0;
  }

  private List<MoveStory> chosen(MoveBook book) {
    if (plan != null) {
      return book.plan(plan)
          .map(book::stories)
          .orElseThrow(() -> CommandFailedException.notFound("no plan has the id " + plan));
    }
    Instant from = Clock.systemUTC().instant().minus(since);
    return book.stories().stream().filter(story -> !story.plan().getTime().isBefore(from)).toList();
  }
}
