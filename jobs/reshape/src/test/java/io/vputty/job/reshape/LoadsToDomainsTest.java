package io.vputty.job.reshape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.job.runtime.ControlBroadcast;
import io.vputty.job.runtime.ControlChange;
import io.vputty.mapping.FleetChange;
import io.vputty.mapping.LoadInterval;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.load.LoadLevels;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

class LoadsToDomainsTest {

  private static final long PERIOD = 60_000;

  @Test
  void tellsTheMeanOfEachPeriodToTheDomainOfTheVm() throws Exception {
    try (KeyedBroadcastOperatorTestHarness<String, LoadInterval, ControlChange, DomainEvent>
        harness =
            new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                    new LoadsToDomains(PERIOD, Prices.defaults()), ControlBroadcast.states()),
                LoadInterval::entity,
                Types.STRING,
                10,
                1,
                0)) {
      harness.open();
      harness.processBroadcastElement(new ControlChange(vm("known"), null), 0);
      harness.processElement(interval("known", 0, 40_000, 1_000), 40_000);
      harness.processElement(interval("known", 40_000, 80_000, 4_000), 80_000);
      harness.processElement(interval("unknown", 0, 60_000, 1_000), 60_000);
      harness.processBroadcastWatermark(new Watermark(200_000));
      harness.processWatermark(new Watermark(2 * PERIOD - 1));

      assertThat(harness.extractOutputValues())
          .containsExactly(
              DomainEvent.of("dc", 2 * PERIOD - 1, new LoadPeriod("known", PERIOD, 2_000)));
    }
  }

  private static LoadInterval interval(String vm, long fromMs, long toMs, long millicores) {
    return new LoadInterval(
        fromMs, toMs, vm, false, "collector", new LoadLevels(millicores, -1, -1));
  }

  private static FleetChange vm(String id) {
    Vm vm = new Vm(id, "", "a", "dc", 2, 1, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return new FleetChange(
        0,
        "vm/" + id,
        "dc",
        false,
        null,
        vm,
        null,
        List.of(),
        false,
        List.of(),
        List.of(),
        -1,
        false,
        0,
        0);
  }
}
