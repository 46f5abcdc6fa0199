package io.vputty.app.command.moves;

import io.vputty.schema.Verb;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Let a plan or move be carried out. */
@Command(
    name = "approve",
    description = "Let a plan or move be carried out.",
    footer = {"", "Moves of VMs whose automation is MANUAL start only then."})
public final class ApproveCommand implements Callable<Integer> {

  @Mixin private DecisionOptions options = new DecisionOptions();

  @Override
  public Integer call() {
    return options.decide(Verb.APPROVE);
  }
}
