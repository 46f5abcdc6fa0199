package io.vputty.app.command;

import io.vputty.collector.blkio.BlkioCollectorMain;
import io.vputty.collector.inventory.InventoryCollectorMain;
import io.vputty.collector.pagehash.PagehashCollectorMain;
import io.vputty.collector.sflow.SflowCollectorMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs one collector, the same as its own jar does. */
@Command(name = "collect", description = "Run one collector.")
public final class CollectCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** The command with the collectors below it. */
  public static CommandLine commandLine() {
    CommandLine collect = new CommandLine(new CollectCommand());
    add(collect, "sflow", new CommandLine(new SflowCollectorMain()));
    add(collect, "blkio", new CommandLine(new BlkioCollectorMain()));
    add(collect, "pagehash", new CommandLine(new PagehashCollectorMain()));
    add(collect, "inventory", new CommandLine(new InventoryCollectorMain()));
    return collect;
  }

  /** Called without a collector, which is wrong use. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which collector? sflow, blkio, pagehash or inventory");
  }

  private static void add(CommandLine collect, String name, CommandLine collector) {
    collector.getCommandSpec().name(name);
    collect.addSubcommand(name, collector);
  }
}
