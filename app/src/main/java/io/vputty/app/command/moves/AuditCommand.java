package io.vputty.app.command.moves;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.moves.AuditTrail;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.view.AuditAnswer;
import io.vputty.app.output.OutputOptions;
import io.vputty.schema.Plan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows who said what of a plan. */
@Command(
    name = "audit",
    description = {
      "Show who said what of a plan and its moves, and when: decisions, pauses, claims,",
      "every report, those that do not count too, and verdicts, in the order of time."
    })
public final class AuditCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "PLAN", description = "Id of the plan.")
  private String plan = "";

  @Override
  public Integer call() {
    MoveBook book = MoveBook.read(broker.clientSettings());
    Plan found =
        book.plan(plan)
            .orElseThrow(() -> CommandFailedException.notFound("no plan has the id " + plan));
    output.print(new AuditAnswer(found, AuditTrail.of(book, found)));
    return 0;
  }
}
