package io.vputty.app.demo;

import io.vputty.app.demo.view.DemoOutput;
import io.vputty.app.demo.view.DemoSummary;
import io.vputty.app.demo.view.JsonOutput;
import io.vputty.app.demo.view.TextOutput;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.truth.TierPrices;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Tier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The whole demo, from its settings to its summary. */
public final class DemoStage {
  private final DemoSettings settings;
  private final DataCentreSettings dataCentreSettings;
  private final DataCentre dataCentre;
  private final Clock clock;
  private final DemoOutput output;

  private DemoStage(DemoSettings settings, Clock clock, PrintWriter out, Style style) {
    this.settings = settings;
    this.clock = clock;
    this.dataCentreSettings = DataCentreSettings.forVms(settings.vms(), settings.seed());
    this.dataCentre = new DataCentre(dataCentreSettings);
    this.output =
        switch (style) {
          case JSON -> new JsonOutput(out);
          case COLOUR -> new TextOutput(out, true, vmNames(dataCentre));
          case PLAIN -> new TextOutput(out, false, vmNames(dataCentre));
        };
  }

  /** How a demo tells what happens. */
  public enum Style {
    /** Lines with colours, for a terminal. */
    COLOUR,
    /** Lines. */
    PLAIN,
    /** One JSON object a line. */
    JSON
  }

  /**
   * Runs a demo to its end.
   *
   * @param directory an empty directory for its files
   * @param stopped becomes true when it should stop early
   * @return plans with moves that were seen
   */
  public static long run(
      DemoSettings settings,
      Path directory,
      PrintWriter out,
      Style style,
      Clock clock,
      BooleanSupplier stopped)
      throws Exception {
    return new DemoStage(settings, clock, out, style).run(directory, stopped);
  }

  private long run(Path directory, BooleanSupplier stopped) throws Exception {
    output.settings(describe());
    try (Demo demo = new Demo(settings, dataCentre, directory, clock, output)) {
      RunningDemo running = demo.start();
      DemoSummary summary =
          new DemoRun(settings, dataCentre, truthPrices(), running, clock, output).run(stopped);
      output.summary(summary);
      return summary.status().plans();
    }
  }

  private Map<String, String> describe() {
    Map<String, String> described = new LinkedHashMap<>();
    described.put("seed", Long.toString(settings.seed()));
    described.put("VMs", Integer.toString(settings.vms()));
    described.put("hosts", Integer.toString(dataCentre.fleet().hosts().size()));
    described.put("racks", Integer.toString(dataCentreSettings.shape().racks()));
    described.put("sampling", "1:" + dataCentreSettings.samplingRate() + " at every vSwitch");
    described.put("duration", settings.duration().toSeconds() + " s of traffic");
    described.put("pane", DemoSettings.PANE.toSeconds() + " s (default 10 s)");
    described.put("window", DemoSettings.WINDOW.toSeconds() + " s (default 60 s)");
    described.put(
        "checkpoint interval", DemoSettings.CHECKPOINT_INTERVAL.toMillis() + " ms (default 5 s)");
    described.put(
        "tenants change", settings.change() ? "at " + DemoSettings.CHANGE_AT + " s" : "never");
    return described;
  }

  /** The model's prices as plain numbers, for the truth's own arithmetic. */
  private static TierPrices truthPrices() {
    Prices prices = Prices.defaults();
    return new TierPrices(
        prices.networkPerByte(Tier.HOST),
        prices.networkPerByte(Tier.RACK),
        prices.networkPerByte(Tier.ZONE),
        prices.networkPerByte(Tier.BEYOND));
  }

  private static Map<String, String> vmNames(DataCentre dataCentre) {
    return dataCentre.fleet().vms().stream()
        .collect(Collectors.toMap(SimulatedVm::id, SimulatedVm::name));
  }
}
