package io.vputty.collector.inventory;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.command.ConfigOptions;
import io.vputty.collector.command.Console;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.inventory.file.Declaration;
import io.vputty.collector.inventory.file.InventoryFileException;
import io.vputty.collector.inventory.file.InventoryReader;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs an inventory collector as a process of its own. */
@Command(
    name = "vputty-collector-inventory",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = {
      "Writes what runs where to vputty.inventory.v1, as it changes: what a YAML file, libvirt,",
      "OpenStack and Kubernetes with KubeVirt say together."
    },
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_INVENTORY_FILE), then flags.",
      "While it runs it answers /metrics, /health/live and /health/ready over HTTP.",
      "Exit codes: 0 done, 1 Kafka, a topic, a port or a source is not as needed, 2 wrong usage."
    })
public final class InventoryCollectorMain implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions config = new ConfigOptions();

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
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    Console console = new Console(spec);
    try {
      run(config.load(InventoryConfig.DEFAULTS, "VPUTTY_INVENTORY"), console);
      return 0;
    } catch (ConfigException e) {
      return console.fail(Console.WRONG_USAGE, e);
    } catch (FileSystemException e) {
      return console.fail(
          Console.BROKEN_SURROUNDINGS, new IOException("cannot be read: " + e.getMessage(), e));
    } catch (IOException | InventoryFileException | PreflightException | KafkaException e) {
      return console.fail(Console.BROKEN_SURROUNDINGS, e);
    }
  }

  private void run(InventoryConfig effective, Console console)
      throws IOException, InventoryFileException, PreflightException, InterruptedException {
    if (config.isCheck()) {
      console.print(ConfigLoader.describe(effective));
      return;
    }
    if (checkFile) {
      check(effective.file(), console);
      return;
    }
    Preflight.require(
        effective.kafkaSettings(), List.of(Topics.SCHEMAS, Topics.INVENTORY, Topics.REJECTED));
    Clock clock = Clock.systemUTC();
    if (replayFrom != null) {
      Instant end = replayTo == null ? replayFrom.plusSeconds(3600) : replayTo;
      console.counts(InventoryReplay.run(effective, replayFrom, end, clock));
      return;
    }
    watch(effective, clock, console);
  }

  private static void check(Path file, Console console) throws IOException, InventoryFileException {
    Declaration declaration = InventoryReader.read(file.toString(), Files.readString(file));
    console.line("%s: %d records".formatted(file, declaration.history().count()));
  }

  private static void watch(InventoryConfig effective, Clock clock, Console console)
      throws IOException, InventoryFileException, InterruptedException {
    CollectorProcess<InventoryCollector> process =
        CollectorProcess.start(
            effective.http(),
            InventoryMetrics.CATALOG,
            () -> InventoryCollector.start(effective, clock),
            InventoryCollector::operation);
    process.http().address().ifPresent(at -> console.line("answering at http://" + at));
    process.collector().sources().forEach(source -> console.line("watching " + source.name()));
    Runnable stop =
        () -> {
          process.close();
          console.counts(process.collector().counters().snapshot());
        };
    console.awaitStop("inventory-stop", stop);
  }
}
