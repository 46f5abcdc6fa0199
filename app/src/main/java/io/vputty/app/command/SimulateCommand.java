package io.vputty.app.command;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.InventoryYaml;
import io.vputty.app.simulator.PacedExporter;
import io.vputty.app.simulator.SimulatorDriver;
import io.vputty.collector.Preflight;
import io.vputty.collector.PreflightException;
import io.vputty.schema.Topics;
import io.vputty.sink.actuator.Actuator;
import io.vputty.sink.actuator.ActuatorSettings;
import io.vputty.sink.actuator.Approval;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Is a data centre to a pipeline that runs elsewhere. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Be a simulated data centre for a pipeline that runs elsewhere: send sFlow to its collector,",
      "say in a file what runs where, and carry its plans out."
    })
public final class SimulateCommand implements Callable<Integer> {
  private static final String DOMAIN = "demo";
  private static final long LOOK_MILLIS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private BrokerOptions broker = new BrokerOptions();

  @Option(
      names = "--sflow",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:6343",
      description = "The sFlow collector. Default: ${DEFAULT-VALUE}.")
  private String sflow = "";

  @Option(
      names = "--inventory",
      paramLabel = "FILE",
      defaultValue = "inventory.yaml",
      description =
          "Written anew whenever a VM has moved, for an inventory collector. Default:"
              + " ${DEFAULT-VALUE}.")
  private Path inventory = Path.of("");

  @Option(
      names = "--vms",
      paramLabel = "N",
      defaultValue = "64",
      description = "VMs; hosts and racks follow. Default: ${DEFAULT-VALUE}.")
  private int vms;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Seed of the data centre and its traffic. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--change-every",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = DurationConverter.class,
      description =
          "How often 18%% of the VMs swap whom they talk to; 0s for never. Default:"
              + " ${DEFAULT-VALUE}.")
  private Duration changeEvery = Duration.ZERO;

  @Option(
      names = "--approve-by-hand",
      description = "Move nothing before a person has approved the plan.")
  private boolean approveByHand;

  @Override
  public Integer call() throws IOException, InterruptedException {
    DataCentre dataCentre = dataCentre();
    InventoryYaml yaml = new InventoryYaml(dataCentre, DOMAIN, inventory.toAbsolutePath());
    yaml.refresh();
    ActuatorSettings settings = actuatorSettings();
    require(settings);
    Interruption interruption = Interruption.onShutdown();
    try (Actuator actuator =
            new Actuator(settings, new SimulatorDriver(dataCentre), Clock.systemUTC());
        PacedExporter exporter = PacedExporter.start(dataCentre, collector(), Clock.systemUTC())) {
      actuator.start();
      tell("%d VMs send sFlow to %s; Ctrl-C stops them".formatted(vms, sflow));
      follow(dataCentre, yaml, actuator, interruption);
      tell("%d datagrams sent".formatted(exporter.sent()));
    } finally {
      interruption.done();
    }
    return 0;
  }

  private DataCentre dataCentre() {
    try {
      return new DataCentre(DataCentreSettings.forVms(vms, seed));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ActuatorSettings actuatorSettings() {
    ActuatorSettings defaults = ActuatorSettings.defaults("simulator", broker.bootstrapServers());
    return new ActuatorSettings(
        defaults.id(),
        broker.clientSettings(),
        defaults.maxRunning(),
        defaults.tick(),
        defaults.heartbeat(),
        defaults.lease(),
        defaults.clockTolerance(),
        approveByHand ? Approval.MANUAL : Approval.AUTOMATIC);
  }

  private static void require(ActuatorSettings settings) throws InterruptedException {
    try {
      Preflight.require(
          settings.kafka(),
          List.of(
              Topics.SCHEMAS, Topics.PLANS, Topics.DECISIONS, Topics.SETTINGS, Topics.OUTCOMES));
    } catch (PreflightException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()), e);
    }
  }

  private InetSocketAddress collector() {
    int colon = sflow.lastIndexOf(':');
    try {
      InetSocketAddress address =
          new InetSocketAddress(
              sflow.substring(0, Math.max(0, colon)), Integer.parseInt(sflow.substring(colon + 1)));
      if (address.isUnresolved()) {
        throw new CommandFailedException("--sflow: there is no host " + address.getHostString());
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--sflow (%s) must be HOST:PORT".formatted(sflow), e);
    }
  }

  private void follow(
      DataCentre dataCentre, InventoryYaml yaml, Actuator actuator, Interruption interruption)
      throws IOException, InterruptedException {
    long next = changeEvery.toSeconds();
    while (!interruption.await(LOOK_MILLIS)) {
      yaml.refresh();
      if (!changeEvery.isZero() && dataCentre.second() >= next) {
        next += changeEvery.toSeconds();
        tell("%d VMs talk to others now".formatted(dataCentre.changeTenants().size()));
      }
      if (actuator.ended().isCompletedExceptionally()) {
        throw new CommandFailedException("the actuator stopped; the log says why");
      }
    }
  }

  private void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
