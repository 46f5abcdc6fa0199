package io.vputty.app.command;

import io.vputty.app.drift.DriftLog;
import io.vputty.app.drift.DriftText;
import io.vputty.app.json.RecordJson;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.text.Paint;
import io.vputty.schema.DriftEvent;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what drifted lately. */
@Command(
    name = "drift",
    description = "Show what drifted: what changed, since when, how sure that is, what it costs.",
    footer = {
      "",
      "One line an event: when it was sure (UTC), its kind, before and after with the 95%% interval,",
      "when the change itself began, how much more likely a change is than none, and what it adds to",
      "the cost of the present placement. `vputty tail drift` shows events as they come.",
    })
public final class DriftCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = DurationConverter.class,
      description = "How far back, as 30m or 24h. Default: ${DEFAULT-VALUE}.")
  private Duration since = Duration.ZERO;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      defaultValue = "",
      description = "Only what concerns this placement domain.")
  private String domain = "";

  @Override
  public Integer call() {
    DriftLog log =
        DriftLog.read(broker.clientSettings(), Clock.systemUTC().instant().minus(since), domain);
    PrintWriter out = spec.commandLine().getOut();
    DriftText words = DriftText.of(log.vmNames(), Paint.ofTerminal());
    for (DriftEvent event : log.events()) {
      if (output.table()) {
        out.println(words.line(event));
      } else {
        output.trees().accept(RecordJson.tree(event));
      }
    }
    out.flush();
    if (log.events().isEmpty() && output.table()) {
      spec.commandLine().getErr().println("vputty: nothing drifted");
    }
    return 0;
  }
}
