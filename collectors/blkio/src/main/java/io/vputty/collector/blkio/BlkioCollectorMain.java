package io.vputty.collector.blkio;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Counters;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.command.ConfigOptions;
import io.vputty.collector.command.Console;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.schema.Topics;
import io.vputty.schema.VolumeIo;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a block I/O collector as a process of its own. */
@Command(
    name = "vputty-collector-blkio",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = {
      "Reads the cgroups of this host's VMs and writes their block I/O to vputty.blkio.v1, their",
      "CPU, memory and pressure to vputty.load.v1."
    },
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_BLKIO_HOST), then flags.",
      "While it runs it answers /metrics, /health/live and /health/ready over HTTP.",
      "Exit codes: 0 done, 1 Kafka, a topic, a port or the cgroups are not as needed, 2 wrong usage."
    })
public final class BlkioCollectorMain implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--once",
      description =
          "Look twice, one interval apart, print what was seen, and exit; needs no Kafka.")
  private boolean once;

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) {
    CollectorLogging.configure();
    System.exit(new CommandLine(new BlkioCollectorMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    Console console = new Console(spec);
    try {
      run(config.load(BlkioConfig.DEFAULTS, "VPUTTY_BLKIO"), console);
      return 0;
    } catch (ConfigException e) {
      return console.fail(Console.WRONG_USAGE, e);
    } catch (IOException | PreflightException e) {
      return console.fail(Console.BROKEN_SURROUNDINGS, e);
    }
  }

  private void run(BlkioConfig effective, Console console)
      throws IOException, PreflightException, InterruptedException {
    if (config.isCheck()) {
      console.print(ConfigLoader.describe(effective));
    } else if (once) {
      show(effective, console);
    } else {
      follow(effective, console);
    }
  }

  private static void show(BlkioConfig config, Console console)
      throws IOException, InterruptedException {
    BlkioReader reader = config.reader(new Counters());
    long start = System.nanoTime();
    reader.look(0);
    TimeUnit.MILLISECONDS.sleep(config.interval().toMillis());
    List<VmInterval> intervals =
        reader.look(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    if (intervals.isEmpty()) {
      console.line("no VM is in a cgroup that `groups` matches");
    }
    for (VmInterval interval : intervals) {
      console.line(
          "%s: CPU %s, memory %s"
              .formatted(
                  interval.vm(),
                  interval.cpuCores() < 0
                      ? "unknown"
                      : String.format(Locale.ROOT, "%.2f cores", interval.cpuCores()),
                  interval.memoryBytes() < 0 ? "unknown" : interval.memoryBytes() + " bytes"));
      interval.volumes().forEach(volume -> console.line(line(volume)));
    }
  }

  private static String line(VolumeIo volume) {
    return switch (volume.getArming()) {
      case UNARMED -> "  %s: not counted by the kernel (arm: true)".formatted(volume.getVolume());
      default ->
          "  %s: %d bytes read, %d written"
              .formatted(volume.getVolume(), volume.getReadBytes(), volume.getWrittenBytes());
    };
  }

  private static void follow(BlkioConfig effective, Console console)
      throws IOException, PreflightException, InterruptedException {
    Preflight.require(
        effective.kafkaSettings(), List.of(Topics.SCHEMAS, Topics.BLKIO, Topics.LOAD));
    CollectorProcess<BlkioCollector> process =
        CollectorProcess.start(
            effective.http(),
            BlkioMetrics.CATALOG,
            () -> BlkioCollector.start(effective, Clock.systemUTC()));
    process.http().address().ifPresent(at -> console.line("answering at http://" + at));
    console.line("following the VMs of " + effective.hostName());
    Runnable stop =
        () -> {
          process.close();
          console.counts(process.collector().counters().snapshot());
        };
    console.awaitStop("blkio-stop", stop);
  }
}
