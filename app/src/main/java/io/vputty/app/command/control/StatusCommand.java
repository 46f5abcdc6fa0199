package io.vputty.app.command.control;

import io.vputty.app.command.BrokerOptions;
import io.vputty.app.health.StatusAnswer;
import io.vputty.app.output.OutputOptions;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows where everything stands. */
@Command(
    name = "status",
    description = {
      "Show how far each stage is, what is there, and of each domain its newest plan, its",
      "cost, whether it is paused, and its open moves."
    })
public final class StatusCommand implements Callable<Integer> {

  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    output.print(StatusAnswer.read(broker.clientSettings(), Clock.systemUTC()));
    return 0;
  }
}
