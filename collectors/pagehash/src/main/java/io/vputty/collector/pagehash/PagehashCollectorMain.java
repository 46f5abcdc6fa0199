package io.vputty.collector.pagehash;

import io.vputty.collector.CollectorLogging;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.command.ConfigOptions;
import io.vputty.collector.command.Console;
import io.vputty.collector.config.ConfigException;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.host.Capability;
import io.vputty.collector.pagehash.key.NoSecretException;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.key.TrustDomains;
import io.vputty.collector.pagehash.memory.VmProcess;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a page hash collector as a process of its own. */
@Command(
    name = "vputty-collector-pagehash",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    sortOptions = false,
    description = {
      "Reads the memory of this host's VMs from outside, and writes samples of keyed hashes of its",
      "pages to vputty.pagehash.v1: which VMs would share memory if they were on one host."
    },
    footer = {
      "",
      "Settings come from the file, then the environment (VPUTTY_PAGEHASH_SECRET), then flags.",
      "While it runs it answers /metrics, /health/live and /health/ready over HTTP.",
      "Exit codes: 0 done, 1 Kafka, a topic, a port, a secret or a right is not as needed, 2 wrong"
          + " usage."
    })
public final class PagehashCollectorMain implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private ConfigOptions config = new ConfigOptions();

  @Option(
      names = "--once",
      description = "Read all VMs once, print what was seen, and exit; needs no Kafka.")
  private boolean once;

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "Likewise for all memory of any process; may be given several times.")
  private List<Long> pids = List.of();

  /** Runs until it is told to stop. */
  public static void main(String[] arguments) {
    CollectorLogging.configure();
    System.exit(new CommandLine(new PagehashCollectorMain()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("run by picocli only");
    }
    Console console = new Console(spec);
    try {
      run(config.load(PagehashConfig.DEFAULTS, "VPUTTY_PAGEHASH"), console);
      return 0;
    } catch (ConfigException e) {
      return console.fail(Console.WRONG_USAGE, e);
    } catch (IOException | NoSecretException | PreflightException e) {
      return console.fail(Console.BROKEN_SURROUNDINGS, e);
    }
  }

  private void run(PagehashConfig effective, Console console)
      throws IOException, NoSecretException, PreflightException, InterruptedException {
    if (config.isCheck()) {
      console.print(ConfigLoader.describe(effective));
    } else if (!pids.isEmpty()) {
      showProcesses(effective, console);
    } else if (once) {
      requireRights(effective);
      showVms(effective, console);
    } else {
      requireRights(effective);
      follow(effective, console);
    }
  }

  private void showProcesses(PagehashConfig config, Console console) throws IOException {
    TrustDomain domain = passing();
    for (Long pid : pids) {
      SinglePass pass =
          SinglePass.of(config.proc().resolve(pid.toString()), domain, config.sampleBytes());
      console.line("%d: %s".formatted(pid, pass));
    }
  }

  private static void showVms(PagehashConfig config, Console console) throws IOException {
    TrustDomains domains = config.trustDomains();
    TrustDomain domain = passing();
    List<VmProcess> vms = List.copyOf(VmProcess.find(config.proc()).values());
    if (vms.isEmpty()) {
      console.line("no QEMU process with a UUID runs here");
    }
    for (VmProcess vm : vms) {
      Object seen =
          domains.mayRead(vm.vm()) ? SinglePass.of(vm, domain, config.sampleBytes()) : "left alone";
      console.line("%s: %s".formatted(vm.vm(), seen));
    }
  }

  /** For hashes that nobody ever sees. */
  private static TrustDomain passing() {
    byte[] secret = new byte[TrustDomain.SHORTEST_SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return new TrustDomain("passing", secret);
  }

  private static void requireRights(PagehashConfig config) throws IOException {
    Set<Capability> missing = EnumSet.allOf(Capability.class);
    missing.removeAll(Capability.effective(config.proc()));
    if (!missing.isEmpty()) {
      throw new IOException(
          "reading the memory of VMs needs %s; see README.md of collectors/pagehash"
              .formatted(missing));
    }
  }

  private static void follow(PagehashConfig effective, Console console)
      throws IOException, NoSecretException, PreflightException, InterruptedException {
    effective.trustDomains().check();
    Preflight.require(effective.kafkaSettings(), List.of(Topics.SCHEMAS, Topics.PAGEHASH));
    CollectorProcess<PagehashCollector> process =
        CollectorProcess.start(
            effective.http(),
            PagehashMetrics.CATALOG,
            () -> PagehashCollector.start(effective, Clock.systemUTC()));
    process.http().address().ifPresent(at -> console.line("answering at http://" + at));
    console.line("reading the memory of the VMs of " + effective.hostName());
    Runnable stop =
        () -> {
          process.close();
          console.counts(process.collector().counters().snapshot());
        };
    console.awaitStop("pagehash-stop", stop);
  }
}
