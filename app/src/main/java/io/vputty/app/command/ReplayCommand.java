package io.vputty.app.command;

import io.vputty.app.json.RecordJson;
import io.vputty.app.output.OutputOptions;
import io.vputty.app.replay.EdgeTotal;
import io.vputty.app.replay.Replay;
import io.vputty.app.replay.ReplayResult;
import io.vputty.app.replay.ReplaySettings;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.sflow.pcap.PcapException;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a capture through the whole pipeline and prints what comes of it. */
@Command(
    name = "replay",
    description = {
      "Send a capture of sFlow through the whole pipeline, in the capture's own time.",
      "Prints the edges between VMs and what would have been recommended."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private OutputOptions output = new OutputOptions();

  @Parameters(paramLabel = "FILE", description = "Capture in pcap format.")
  private Path capture = Path.of("");

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      required = true,
      description = "Inventory of that time, as YAML.")
  private Path inventory = Path.of("");

  @Option(names = "--any-port", description = "Take every UDP datagram, not only port 6343's.")
  private boolean anyPort;

  @Option(
      names = "--pane",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "Slide of the window. Default: ${DEFAULT-VALUE}.")
  private Duration pane = Duration.ZERO;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "Size of the window. Default: ${DEFAULT-VALUE}.")
  private Duration window = Duration.ZERO;

  @Override
  public Integer call() throws Exception {
    for (Path file : List.of(capture, inventory)) {
      if (!Files.isReadable(file)) {
        throw new CommandFailedException("cannot read " + file);
      }
    }
    Path directory = Files.createTempDirectory("vputty-replay-");
    Logging.toFile(directory.resolve("vputty.log"));
    try {
      ReplaySettings settings = new ReplaySettings(capture, inventory, anyPort, pane, window);
      ReplayResult result = new Replay(settings, directory, Clock.systemUTC()).run();
      print(result);
    } catch (IOException | PcapException | InventoryFileException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    } finally {
      Directories.delete(directory);
    }
    return 0;
  }

  private void print(ReplayResult result) {
    PrintWriter out = spec.commandLine().getOut();
    if (!output.table()) {
      result.edges().forEach(edge -> output.trees().accept(tree(edge)));
      result.drifts().forEach(drift -> output.trees().accept(RecordJson.tree(drift)));
      result.plans().forEach(plan -> output.trees().accept(RecordJson.tree(plan)));
    } else {
      out.printf("%s to %s%n", result.capture().first(), result.capture().last());
      result.capture().counts().forEach((name, count) -> out.printf("%12d %s%n", count, name));
      out.printf("%n%d edges%n", result.edges().size());
      result.edges().forEach(edge -> out.println(line(edge, result)));
      out.printf("%n%d drift events%n%n", result.drifts().size());
      out.println(recommendation(result.plans()));
    }
    out.flush();
  }

  private static String line(EdgeTotal total, ReplayResult result) {
    AffinityEdge edge = total.newest();
    return String.format(
        Locale.ROOT,
        "  %s -> %s  %,.0f bytes (+- %,.0f), %,.0f packets, %d samples, in %d s",
        result.vmName(edge.getFrom()),
        result.vmName(edge.getTo()),
        total.bytes(),
        total.bytesWithin(),
        total.packets(),
        total.samples(),
        total.span().toSeconds());
  }

  private static String recommendation(List<Plan> plans) {
    if (plans.isEmpty()) {
      return "no round of planning: the capture is shorter than the warm-up";
    }
    Plan last =
        plans.stream()
            .filter(plan -> !plan.getMoves().isEmpty())
            .reduce((earlier, later) -> later)
            .orElse(plans.get(plans.size() - 1));
    if (last.getMoves().isEmpty()) {
      return "recommended at " + last.getTime() + ": no move, because " + last.getNoMoveReason();
    }
    StringBuilder text = new StringBuilder("recommended at " + last.getTime() + ":");
    last.getMoves().forEach(move -> text.append("\n  ").append(move.getExplanation()));
    return text.toString();
  }

  private static Map<String, Object> tree(EdgeTotal total) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("from", total.newest().getFrom());
    tree.put("to", total.newest().getTo());
    tree.put("bytes", total.bytes());
    tree.put("bytesWithin", total.bytesWithin());
    tree.put("packets", total.packets());
    tree.put("samples", total.samples());
    tree.put("seconds", total.span().toSeconds());
    return tree;
  }
}
