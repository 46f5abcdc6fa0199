package io.vputty.app.command.moves;

import io.vputty.app.command.AuthorOptions;
import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.moves.view.DecisionAnswer;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.topic.ControlWriter;
import io.vputty.schema.Decision;
import io.vputty.schema.Plan;
import io.vputty.schema.Verb;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A plan or move, and what somebody decides of it. */
final class DecisionOptions {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private AuthorOptions author = new AuthorOptions();

  @Parameters(paramLabel = "PLAN|MOVE", description = "Id of a plan or of one move.")
  private String subject = "";

  /** Writes the decision if it can change anything, and says what will happen. */
  int decide(Verb verb) {
    Clock clock = Clock.systemUTC();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    MoveBook book = MoveBook.read(broker.clientSettings());
    List<MoveStory> stories = stories(book);
    List<MoveStory> open = stories.stream().filter(story -> story.open(now)).toList();
    if (open.isEmpty()) {
      throw new CommandFailedException(
          "there is nothing to %s: %s".formatted(word(verb), states(stories)));
    }
    Plan plan = open.get(0).plan();
    Decision decision =
        new Decision(
            now, subject, plan.getId(), plan.getDomain(), verb, author.author(), author.comment());
    if (!author.dryRun()) {
      try (ControlWriter writer = new ControlWriter(broker.writerSettings(), clock)) {
        writer.decide(decision);
      }
    }
    output.print(new DecisionAnswer(decision, open, !author.dryRun()));
    return 0;
  }

  private List<MoveStory> stories(MoveBook book) {
    return book.plan(subject)
        .map(book::stories)
        .or(() -> book.story(subject).map(List::of))
        .orElseThrow(
            () -> CommandFailedException.notFound("no plan or move has the id " + subject));
  }

  /** "2 succeeded, 1 superseded or expired". */
  private static String states(List<MoveStory> stories) {
    if (stories.isEmpty()) {
      return "the plan has no moves";
    }
    Map<String, Long> states =
        stories.stream()
            .collect(
                Collectors.groupingBy(
                    story -> story.life().ended() ? word(story.state()) : "superseded or expired",
                    TreeMap::new,
                    Collectors.counting()));
    return states.entrySet().stream()
        .map(state -> state.getValue() + " " + state.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
