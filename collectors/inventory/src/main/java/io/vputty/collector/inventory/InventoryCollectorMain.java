package io.vputty.collector.inventory;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.inventory.file.Declaration;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an inventory collector as a process of its own. */
@Command(
    name = "vputty-collector-inventory",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = "Writes what a YAML file says runs where to vputty.inventory.v1, as it changes.",
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_INVENTORY_FILE), then flags.",
      "Exit codes: 0 done, 1 Kafka, a topic or the inventory is not as needed, 2 wrong usage."
    })
public final class InventoryCollectorMain implements Callable<Integer> {

  private static final int BROKEN_SURROUNDINGS = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as YAML.")
  private @Nullable Path config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as file=lab.yaml; may be given several times.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--check-config", description = "Print the settings in force as YAML and exit.")
  private boolean checkConfig;

  @Option(names = "--check-file", description = "Read the inventory, say what is wrong, and exit.")
  private boolean checkFile;

  @Option(
      names = "--replay-from",
      paramLabel = "TIME",
      description = "Publish the file once with its history, as of this UTC time.")
  private @Nullable Instant replayFrom;

  @Option(
      names = "--replay-to",
      paramLabel = "TIME",
      description = "End of the replay; by default an hour after its start.")
  private @Nullable Instant replayTo;

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) {
    CollectorLogging.configure();
    System.exit(new CommandLine(new InventoryCollectorMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      InventoryConfig effective = load();
      if (checkConfig) {
        out().print(ConfigLoader.describe(effective));
        out().flush();
      } else if (checkFile) {
        check(effective.file());
      } else {
        run(effective);
      }
      return 0;
    } catch (ConfigException e) {
      return fail(WRONG_USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return fail(BROKEN_SURROUNDINGS, "cannot be read: " + e.getMessage());
    } catch (InventoryFileException | PreflightException | KafkaException e) {
      return fail(BROKEN_SURROUNDINGS, String.valueOf(e.getMessage()));
    }
  }

  private InventoryConfig load() throws ConfigException {
    ConfigLoader<InventoryConfig> loader =
        new ConfigLoader<>(InventoryConfig.DEFAULTS, "VPUTTY_INVENTORY");
    if (config != null) {
      loader.file(config);
    }
    return loader.environment(System.getenv()).flags(settings).load();
  }

  private void check(Path file) throws IOException, InventoryFileException {
    Declaration declaration = InventoryReader.read(file.toString(), Files.readString(file));
    out().printf("%s: %d records%n", file, declaration.history().count());
    out().flush();
  }

  private void run(InventoryConfig effective)
      throws IOException, InventoryFileException, PreflightException, InterruptedException {
    Preflight.require(
        effective.kafkaSettings(), List.of(Topics.SCHEMAS, Topics.INVENTORY, Topics.REJECTED));
    Clock clock = Clock.systemUTC();
    if (replayFrom != null) {
      Instant end = replayTo == null ? replayFrom.plusSeconds(3600) : replayTo;
      print(InventoryReplay.run(effective, replayFrom, end, clock));
      return;
    }
    InventoryCollector collector = InventoryCollector.start(effective, clock);
    out().printf("watching %s%n", effective.file());
    out().flush();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  collector.close();
                  print(collector.counters().snapshot());
                  stopped.countDown();
                },
                "inventory-stop"));
    stopped.await();
  }

  private void print(Map<String, Long> counts) {
    counts.forEach((name, count) -> out().printf("%12d %s%n", count, name));
    out().flush();
  }

  private int fail(int exitCode, String reason) {
    PrintWriter err = commandLine().getErr();
    err.println(reason);
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
