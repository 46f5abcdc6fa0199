package io.vputty.app.command.moves;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.command.CommandFailedException;
import io.vputty.app.moves.AuditTrail;
import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.PlanSignatures;
import io.vputty.app.moves.view.AuditAnswer;
import io.vputty.app.output.OutputOptions;
import io.vputty.schema.Plan;
import io.vputty.schema.trust.KeyFileException;
import io.vputty.schema.trust.TrustedKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows who said what of a plan. */
@Command(
    name = "audit",
    description = {
      "Show who said what of a plan and its moves, and when: who signed it, decisions,",
      "pauses, claims, every report, those that do not count too, refusals and verdicts,",
      "in the order of time."
    })
public final class AuditCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "PLAN", description = "Id of the plan.")
  private String plan = "";

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = {
        "Say whether the plan is signed with a key whose public half is in this file;",
        "may be given several times. Default: say who signed it."
      })
  private List<Path> trustedKeys = List.of();

  @Override
  public Integer call() {
    MoveBook book = MoveBook.read(broker.clientSettings());
    Plan found =
        book.plan(plan)
            .orElseThrow(() -> CommandFailedException.notFound("no plan has the id " + plan));
    List<AuditTrail.Entry> signatures = PlanSignatures.read(broker.clientSettings(), plan, keys());
    output.print(new AuditAnswer(found, AuditTrail.of(book, found, signatures)));
    return 0;
  }

  private TrustedKeys keys() {
    try {
      return TrustedKeys.read(trustedKeys);
    } catch (KeyFileException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }
}
