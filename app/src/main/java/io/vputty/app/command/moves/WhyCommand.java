package io.vputty.app.command.moves;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.drift.DriftLog;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.moves.view.WhyAnswer;
import io.vputty.app.output.OutputOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains a move. */
@Command(
    name = "why",
    description = "Explain a move: its reasons, other hosts, what became of it, whether it helped.")
public final class WhyCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "MOVE", description = "Id of the move.")
  private String move = "";

  @Override
  public Integer call() {
    MoveStory story =
        MoveBook.read(broker.clientSettings())
            .story(move)
            .orElseThrow(() -> CommandFailedException.notFound("no move has the id " + move));
    Map<String, String> names = DriftLog.vmNames(broker.clientSettings());
    output.print(new WhyAnswer(story, id -> names.getOrDefault(id, id)));
    return 0;
  }
}
