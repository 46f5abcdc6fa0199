package io.vputty.app.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vputty.app.broker.KafkaExtension;
import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.app.simulator.truth.TierPrices;
import io.vputty.schema.Interval;
import io.vputty.schema.Move;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the first plan says of costs, held against the simulator's own byte counters. */
class PlanTruthIT {

  private static final int SECONDS = 40;
  private static final int NEVER = -1;
  private static final double Z95 = 1.960;
  private static final double Z999 = 3.291;
  private static final double GIB = 1L << 30;
  private static final TierPrices PRICES = new TierPrices(0, 0.001 / GIB, 0.004 / GIB, 0.02 / GIB);

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @TempDir static Path directory;

  @Test
  void predictedCostAndGainAgreeWithTheTruthWithinTheir999PerMilleIntervals() throws Exception {
    DataCentre centre = new DataCentre(DataCentreSettings.forVms(64, 7));
    Recording.record(KAFKA.bootstrapServers(), centre, SECONDS, NEVER, directory);

    Plan plan = firstPlan();

    long seen = Duration.between(Recording.START, plan.getTime()).toSeconds();
    double truth = centre.truth().costPerHour(0, seen, PRICES);
    double gain = truth - centre.truth().costPerHour(0, seen, PRICES, targets(plan, centre));
    assertThat(plan.getBefore().getNetwork()).isCloseTo(truth, within(halfWidth(centre, seen)));
    Interval predicted = plan.getGainPerHour();
    double halfWidth = (predicted.getHigh() - predicted.getLow()) / 2 * Z999 / Z95;
    assertThat(predicted.getValue()).isCloseTo(gain, within(halfWidth));
    assertThat(gain).as("the plan is worth something").isGreaterThan(truth / 2);
  }

  /**
   * 99.9% half-width of a mean over those seconds, from how much the true cost varies between them.
   */
  private static double halfWidth(DataCentre centre, long seconds) {
    double sum = 0;
    double squares = 0;
    for (long second = 0; second < seconds; second++) {
      double cost = centre.truth().costPerHour(second, second + 1, PRICES);
      sum += cost;
      squares += cost * cost;
    }
    double mean = sum / seconds;
    double variance = squares / seconds - mean * mean;
    return Z999 * Math.sqrt(variance / seconds);
  }

  private static Map<Integer, Integer> targets(Plan plan, DataCentre centre) {
    Map<Integer, Integer> targets = new HashMap<>();
    for (Move move : plan.getMoves()) {
      targets.put(
          centre.fleet().vm(move.getVm()).index(), centre.fleet().host(move.getTarget()).index());
    }
    return targets;
  }

  private static Plan firstPlan() throws Exception {
    long giveUp = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    Map<String, Object> kafka = KAFKA.clientSettings();
    try (Pipeline pipeline = Run.start(KAFKA.bootstrapServers(), directory.resolve("flink"), 1);
        TopicReader reader =
            new TopicReader(kafka, List.of(Topics.PLANS), TopicReader.Start.BEGINNING)) {
      while (System.nanoTime() < giveUp && !pipeline.failure().isDone()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(200))) {
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof Plan plan
              && !plan.getMoves().isEmpty()) {
            return plan;
          }
        }
      }
    }
    throw new AssertionError("no plan with moves came");
  }
}
