package io.vputty.app.command.moves;

import io.vputty.schema.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stop a plan or move: what has not begun, and what is under way if its platform can. */
@Command(
    name = "cancel",
    description =
        "Stop a plan or move: what has not begun, and what is under way if its platform can.",
    footer = {"", "Nothing is moved back."})
public final class CancelCommand implements Callable<Integer> {

  @Mixin private DecisionOptions options = new DecisionOptions();

  @Override
  public Integer call() {
    return options.decide(Verb.CANCEL);
  }
}
