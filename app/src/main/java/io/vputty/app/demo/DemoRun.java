package io.vputty.app.demo;

import io.vputty.app.demo.view.DemoOutput;
import io.vputty.app.demo.view.DemoStatus;
import io.vputty.app.demo.view.DemoSummary;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.fleet.Tier;
import io.vputty.app.simulator.truth.TierPrices;
import io.vputty.app.simulator.truth.Truth;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.EdgeKind;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecordBase;

/** Lets a started demo run its course and tells what happens. */
final class DemoRun {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long COST_SECONDS = 5;
  private static final long FIRST_SECONDS = 10;

  private final DemoSettings settings;
  private final DataCentre dataCentre;
  private final TierPrices prices;
  private final RunningDemo running;
  private final Clock clock;
  private final DemoOutput output;
  private final GainLedger ledger;
  private final DriftDelays delays = new DriftDelays();
  private final List<DriftEvent> drifts = new ArrayList<>();
  private final List<MoveOutcome> outcomes = new ArrayList<>();
  private long toldSecond = -1;
  private boolean changed;

  DemoRun(
      DemoSettings settings,
      DataCentre dataCentre,
      TierPrices prices,
      RunningDemo running,
      Clock clock,
      DemoOutput output) {
    this.settings = settings;
    this.dataCentre = dataCentre;
    this.prices = prices;
    this.running = running;
    this.clock = clock;
    this.output = output;
    this.ledger = new GainLedger(dataCentre, prices);
  }

  /**
   * Returns when the duration is over or it is told to stop.
   *
   * @throws DemoFailedException if a part of the demo failed
   */
  DemoSummary run(BooleanSupplier stopped) throws IOException, DemoFailedException {
    while (second() < settings.duration().toSeconds() && !stopped.getAsBoolean()) {
      running.inventory().refresh();
      tell(running.observation().poll(POLL));
      ledger.due(second()).forEach(gain -> output.gain(second(), gain));
      changeTenants();
      tellStatus();
      if (running.failure().isPresent()) {
        throw new DemoFailedException(running.failure().get());
      }
    }
    return summary();
  }

  private void tell(List<SpecificRecordBase> news) {
    for (SpecificRecordBase record : news) {
      if (record instanceof DriftEvent drift) {
        delays.seen(drift, clock.instant());
        drifts.add(drift);
      } else if (record instanceof Plan plan) {
        ledger.plan(plan);
        output.plan(second(), plan);
      } else if (record instanceof MoveOutcome outcome) {
        ledger.outcome(outcome, running.exporter().secondOf(outcome.getTime()));
        outcomes.add(outcome);
      }
    }
  }

  private void changeTenants() {
    if (settings.change() && !changed && second() >= DemoSettings.CHANGE_AT) {
      changed = true;
      ledger.trafficChanges(dataCentre.second());
      delays.changed(running.exporter().start().plusSeconds(dataCentre.second()));
      output.change(second(), dataCentre.changeTenants());
    }
  }

  private void tellStatus() {
    if (second() > toldSecond) {
      toldSecond = second();
      tellGathered();
      output.status(status());
    }
  }

  /** What comes in numbers is told once a second. */
  private void tellGathered() {
    if (!drifts.isEmpty()) {
      output.drift(second(), List.copyOf(drifts));
      drifts.clear();
    }
    if (!outcomes.isEmpty()) {
      output.outcomes(second(), List.copyOf(outcomes));
      outcomes.clear();
    }
  }

  private DemoStatus status() {
    long now = second();
    long from = Math.max(0, now - COST_SECONDS);
    Observation seen = running.observation();
    return new DemoStatus(
        now,
        seen.edgeCount(),
        truth().costPerHour(from, now, prices),
        truth().wireBytesPerSecond(from, now),
        seen.sum(this::costPerHour),
        seen.drifts(),
        seen.plans(),
        seen.moves());
  }

  private DemoSummary summary() {
    long change = DemoSettings.CHANGE_AT + 1;
    return new DemoSummary(
        status(),
        truth().costPerHour(0, FIRST_SECONDS, prices),
        changed ? truth().costPerHour(change, change + COST_SECONDS, prices) : Double.NaN,
        ledger.all(second()),
        delays.measured(),
        running.exporter().sent(),
        running.lostDatagrams());
  }

  /** Cost of one edge as the pipeline estimates it, $ per hour. */
  private double costPerHour(AffinityEdge edge) {
    boolean priced =
        edge.getKind() == EdgeKind.NETWORK
            && dataCentre.fleet().hasHost(edge.getFromHost())
            && dataCentre.fleet().hasHost(edge.getToHost());
    if (!priced) {
      return 0;
    }
    Tier tier =
        Tier.between(
            dataCentre.fleet().host(edge.getFromHost()), dataCentre.fleet().host(edge.getToHost()));
    return edge.getWeight().getValue() * prices.of(tier) * Duration.ofHours(1).toSeconds();
  }

  private Truth truth() {
    return dataCentre.truth();
  }

  /** Seconds of traffic that are over. */
  private long second() {
    return Math.max(0, running.exporter().secondOf(clock.instant()));
  }
}
