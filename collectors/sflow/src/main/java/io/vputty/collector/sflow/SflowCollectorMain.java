package io.vputty.collector.sflow;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.command.ConfigOptions;
import io.vputty.collector.command.Console;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.sflow.operation.AgentsOptions;
import io.vputty.collector.sflow.pcap.PcapException;
import io.vputty.collector.yaml.Quantity;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs an sFlow collector as a process of its own, or asks a running one. */
@Command(
    name = "vputty-collector-sflow",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = "Receives sFlow version 5 and writes what was sampled to vputty.flows.v1.",
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_SFLOW_PORT), then flags.",
      "While it runs it answers /metrics, /health/live, /health/ready and /agents over HTTP.",
      "Exit codes: 0 done, 1 Kafka, a topic, a port or a file is not as needed, 2 wrong usage."
    })
public final class SflowCollectorMain implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @ArgGroup(exclusive = false)
  private @Nullable Recording recording;

  @ArgGroup(exclusive = false)
  private @Nullable Replay replay;

  @ArgGroup(exclusive = false)
  private @Nullable AgentsOptions agents;

  /** What is received goes to a file too. */
  private static final class Recording {

    @Option(
        names = "--record",
        paramLabel = "FILE",
        required = true,
        description = "Write each datagram that is received to a new pcap file too.")
    private Path file = Path.of("");

    @Option(
        names = "--max-bytes",
        paramLabel = "SIZE",
        defaultValue = "100MiB",
        converter = SizeConverter.class,
        description = "Largest size of that file (${DEFAULT-VALUE}); then the recording ends.")
    private long maxBytes;
  }

  /** A capture is sent instead of what is received. */
  private static final class Replay {

    @Option(
        names = "--replay",
        paramLabel = "FILE",
        required = true,
        description = "Send a pcap capture with its own times instead of receiving.")
    private Path file = Path.of("");

    @Option(names = "--any-port", description = "Replay datagrams to other ports than 6343 too.")
    private boolean anyPort;

    @Option(
        names = "--beyond",
        paramLabel = "SECONDS",
        defaultValue = "120",
        description = "How far the replay's last mark stands behind its end (${DEFAULT-VALUE}).")
    private long beyondSeconds;

    private PcapReplay.Options options() {
      return new PcapReplay.Options(file, anyPort, Duration.ofSeconds(beyondSeconds));
    }
  }

  private static final class SizeConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      return Quantity.bytes(text)
          .orElseThrow(
              () -> new TypeConversionException("'" + text + "' is no size such as 100MiB"));
    }
  }

  /** Runs until it is told to stop, or until the replay is done. */
  public static void main(String[] arguments) {
    CollectorLogging.configure();
    System.exit(new CommandLine(new SflowCollectorMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    CommandSpec command = spec;
    if (command == null) {
      throw new IllegalStateException("run by picocli only");
    }
    if (replay != null && recording != null) {
      throw new ParameterException(command.commandLine(), "a replay cannot be recorded");
    }
    Console console = new Console(command);
    try {
      run(config.load(SflowConfig.DEFAULTS, "VPUTTY_SFLOW"), console);
      return 0;
    } catch (ConfigException e) {
      return console.fail(Console.WRONG_USAGE, e);
    } catch (IOException | PcapException | PreflightException e) {
      return console.fail(Console.BROKEN_SURROUNDINGS, e);
    }
  }

  private void run(SflowConfig effective, Console console)
      throws IOException, PcapException, PreflightException, InterruptedException {
    if (config.isCheck()) {
      console.print(ConfigLoader.describe(effective));
      return;
    }
    if (agents != null) {
      console.print(agents.ask(effective.http()));
      return;
    }
    Preflight.require(
        effective.kafkaSettings(),
        List.of(Topics.SCHEMAS, Topics.FLOWS, Topics.REJECTED, Topics.LOAD, Topics.INVENTORY));
    Clock clock = Clock.systemUTC();
    if (replay != null) {
      PcapReplay.Summary summary = PcapReplay.run(replay.options(), effective, clock);
      console.line(summary.first() + " to " + summary.last());
      console.counts(summary.counts());
      console.counts(summary.structures());
      return;
    }
    receive(effective, clock, console);
  }

  private void receive(SflowConfig effective, Clock clock, Console console)
      throws IOException, InterruptedException {
    SflowProcess process =
        SflowProcess.start(effective, () -> SflowCollector.start(effective, clock));
    if (recording != null) {
      try {
        process.record(recording.file, recording.maxBytes, effective.bind());
      } catch (IOException e) {
        process.close();
        throw e;
      }
      console.line("recording to " + recording.file);
    }
    process.http().address().ifPresent(at -> console.line("answering at http://" + at));
    console.line("receiving at %s:%d".formatted(effective.bind(), process.collector().boundPort()));
    Runnable stop =
        () -> {
          process.close();
          console.counts(process.collector().counters().snapshot());
        };
    console.awaitStop("sflow-stop", stop);
  }
}
