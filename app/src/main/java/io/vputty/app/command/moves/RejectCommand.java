package io.vputty.app.command.moves;

import io.vputty.schema.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Forbid a plan or move: what has not begun will not begin. */
@Command(
    name = "reject",
    description = "Forbid a plan or move: what has not begun will not begin.",
    footer = {"", "What is under way goes on; vputty cancel stops it."})
public final class RejectCommand implements Callable<Integer> {

  @Mixin private DecisionOptions options = new DecisionOptions();

  @Override
  public Integer call() {
    return options.decide(Verb.REJECT);
  }
}
