package io.vputty.collector.sflow;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.sflow.pcap.PcapException;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an sFlow collector as a process of its own. */
@Command(
    name = "vputty-collector-sflow",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = "Receives sFlow version 5 and writes what was sampled to vputty.flows.v1.",
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_SFLOW_PORT), then flags.",
      "Exit codes: 0 done, 1 Kafka, a topic, the port or the capture is not as needed, 2 wrong usage."
    })
public final class SflowCollectorMain implements Callable<Integer> {

  private static final int BROKEN_SURROUNDINGS = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as port=6343; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--check-config", description = "Print the settings in force as YAML and exit.")
  private boolean checkConfig;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Send a pcap capture with its own times instead of receiving.")
  private @Nullable Path replay;

  @Option(names = "--any-port", description = "Replay datagrams to other ports than 6343 too.")
  private boolean anyPort;

  @Option(
      names = "--beyond",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How far the replay's last mark stands behind its end (${DEFAULT-VALUE}).")
  private long beyondSeconds;

  /** Runs until it is told to stop, or until the replay is done. */
  public static void main(String[] arguments) {
    CollectorLogging.configure();
    System.exit(new CommandLine(new SflowCollectorMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      SflowConfig effective = load();
      if (checkConfig) {
        out().print(ConfigLoader.describe(effective));
        out().flush();
        return 0;
      }
      Preflight.require(
          effective.kafkaSettings(), List.of(Topics.SCHEMAS, Topics.FLOWS, Topics.REJECTED));
      run(effective);
      return 0;
    } catch (ConfigException e) {
      return fail(WRONG_USAGE, e);
    } catch (IOException | PcapException | PreflightException e) {
      return fail(BROKEN_SURROUNDINGS, e);
    }
  }

  private SflowConfig load() throws ConfigException {
    ConfigLoader<SflowConfig> loader = new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW");
    if (config != null) {
      loader.file(config);
    }
    return loader.environment(System.getenv()).flags(settings).load();
  }

  private void run(SflowConfig effective) throws IOException, PcapException, InterruptedException {
    Clock clock = Clock.systemUTC();
    if (replay != null) {
      PcapReplay.Options options =
          new PcapReplay.Options(replay, anyPort, Duration.ofSeconds(beyondSeconds));
      PcapReplay.Summary summary = PcapReplay.run(options, effective, clock);
      out().printf("%s to %s%n", summary.first(), summary.last());
      print(summary.counts());
      print(summary.structures());
      return;
    }
    SflowCollector collector = SflowCollector.start(effective, clock);
    out().printf("receiving at %s:%d%n", effective.bind(), collector.boundPort());
    out().flush();
    awaitStop(collector);
  }

  private void awaitStop(SflowCollector collector) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  collector.close();
                  print(collector.counters().snapshot());
                  stopped.countDown();
                },
                "sflow-stop"));
    stopped.await();
  }

  private void print(Map<String, Long> counts) {
    counts.forEach((name, count) -> out().printf("%12d %s%n", count, name));
    out().flush();
  }

  private int fail(int exitCode, Exception reason) {
    PrintWriter err = commandLine().getErr();
    err.println(reason.getMessage());
    err.flush();
    return exitCode;
  }

  private PrintWriter out() {
    return commandLine().getOut();
  }

  private CommandLine commandLine() {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    return spec.commandLine();
  }
}
