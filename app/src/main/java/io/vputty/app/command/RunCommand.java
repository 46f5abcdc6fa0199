package io.vputty.app.command;

import io.vputty.app.pipeline.ClusterSettings.Backend;
import io.vputty.app.run.Run;
import io.vputty.app.run.RunSettings;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole pipeline until it is stopped. */
@Command(
    name = "run",
    sortOptions = false,
    description = {
      "Run the whole pipeline in this process, with a Kafka of its own unless one is named.",
      "Stopped or killed, it goes on where it was when started again on the same data directory."
    })
public final class RunCommand implements Callable<Integer> {
  private static final long LOOK_MILLIS = 500;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();
  @Mixin private PricesOption prices = new PricesOption();

  @Option(
      names = "--broker-port",
      paramLabel = "PORT",
      description = "Port of its own Kafka. Default: any free one.")
  private int brokerPort;

  @Option(
      names = "--sflow-port",
      paramLabel = "PORT",
      description = "Receive sFlow at this UDP port. Default: receive none.")
  private @Nullable Integer sflowPort;

  @Option(
      names = "--sflow-bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Receive sFlow at this address. Default: ${DEFAULT-VALUE}.")
  private String sflowBind = "";

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      description = "Watch this inventory file. Default: watch none.")
  private @Nullable Path inventory;

  @Option(
      names = "--pane",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "Slide of the window. Default: ${DEFAULT-VALUE}.")
  private Duration pane = Duration.ZERO;

  @Option(
      names = "--window",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = DurationConverter.class,
      description = "Size of the window. Default: ${DEFAULT-VALUE}.")
  private Duration window = Duration.ZERO;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description = "Time between checkpoints. Default: ${DEFAULT-VALUE}.")
  private Duration checkpointInterval = Duration.ZERO;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "1",
      description = "Parallelism of each job. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--state",
      paramLabel = "WHERE",
      defaultValue = "heap",
      description = "State of the jobs: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Backend state = Backend.HEAP;

  @Option(
      names = "--signing-key",
      paramLabel = "FILE",
      description = {
        "Sign plans with this Ed25519 key, as `openssl genpkey -algorithm ed25519` writes it.",
        "Default: sign none."
      })
  private @Nullable Path signingKey;

  @Override
  public Integer call() throws Exception {
    if (!broker.furtherSettings().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "the jobs of one process talk to Kafka plainly; with TLS or SASL start them by `flink run`"
              + " with --kafka.KEY VALUE");
    }
    Path directory = Files.createDirectories(broker.dataDirectory());
    Logging.toFile(directory.resolve("vputty.log"));
    Interruption interruption = Interruption.onShutdown();
    try (Run run = Run.start(settings(directory), Clock.systemUTC(), this::tell)) {
      BrokerOptions.publish(directory, run.bootstrapServers());
      tell("running; Ctrl-C stops it");
      while (!interruption.await(LOOK_MILLIS)) {
        if (run.failure().isPresent()) {
          throw new CommandFailedException(run.failure().get());
        }
      }
      tell("stopping");
    } finally {
      BrokerOptions.withdraw(directory);
      interruption.done();
    }
    return 0;
  }

  private RunSettings settings(Path directory) {
    return new RunSettings(
        directory,
        broker.named(),
        brokerPort,
        pane,
        window,
        checkpointInterval,
        parallelism,
        state,
        sflowPort == null ? OptionalInt.empty() : OptionalInt.of(sflowPort),
        sflowBind,
        Optional.ofNullable(inventory),
        prices.prices(),
        Optional.ofNullable(signingKey));
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
