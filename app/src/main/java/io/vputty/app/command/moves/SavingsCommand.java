package io.vputty.app.command.moves;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.Savings;
import io.vputty.app.moves.view.SavingsAnswer;
import io.vputty.app.output.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what moves were worth, by month. */
@Command(
    name = "savings",
    description = "Show by month what moves were advised, made and measured to be worth.",
    footer = {
      "",
      "Advised and executed are predictions; a VM that was advised between the same hosts several",
      "times in a month counts once. Measured is what verdicts attribute to the moves. Topics",
      "keep 90 days."
    })
public final class SavingsCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    output.print(new SavingsAnswer(Savings.of(MoveBook.read(broker.clientSettings()))));
    return 0;
  }
}
