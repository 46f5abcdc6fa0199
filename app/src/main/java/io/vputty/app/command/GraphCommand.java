package io.vputty.app.command;

import io.vputty.app.graph.ExportedGraph;
import io.vputty.app.graph.ExportedGraph.Format;
import io.vputty.app.graph.GraphReader;
import io.vputty.model.graph.EdgeKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the affinity graph for other programs. */
@Command(
    name = "graph",
    description = "Write the affinity graph as GraphML, DOT, JSON or CSV.",
    footer = {
      "",
      "Vertices are VM and volume ids, with name, host and domain; edges have their weight with its",
      "95%% interval: bytes per second of NETWORK and STORAGE edges, bytes of MEMORY edges.",
      "  vputty graph --format dot | dot -Tsvg > affinities.svg"
    })
public final class GraphCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "GRAPHML",
      description = "graphml, dot, json or csv. Default: graphml.")
  private Format format = Format.GRAPHML;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      description = "As of the windows that end at this UTC time or before. Default: the newest.")
  private @Nullable Instant window;

  @Option(
      names = "--domain",
      paramLabel = "DOMAIN",
      defaultValue = "",
      description = "Only edges with an end in this placement domain.")
  private String domain = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      defaultValue = "NETWORK",
      description = "Kinds of edges: network, storage, memory, conflict. Default: network.")
  private Set<EdgeKind> kinds = EnumSet.of(EdgeKind.NETWORK);

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "File to write. Default: standard output.")
  private @Nullable Path output;

  @Override
  public Integer call() throws IOException {
    if (format == Format.CSV && kinds.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "csv has no column for kinds of different units: give one --kind");
    }
    Instant until = window == null ? Instant.MAX : window;
    ExportedGraph graph =
        GraphReader.read(
            broker.clientSettings(), new GraphReader.Query(until, domain, EnumSet.copyOf(kinds)));
    write(graph);
    String asOf = graph.newest().map(time -> " as of " + time).orElse("");
    spec.commandLine()
        .getErr()
        .printf("%d vertices, %d edges%s%n", graph.vertexCount(), graph.edgeCount(), asOf);
    return 0;
  }

  private void write(ExportedGraph graph) throws IOException {
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      graph.write(format, out);
      out.flush();
      return;
    }
    try (Writer file = Files.newBufferedWriter(output)) {
      graph.write(format, file);
    }
  }
}
