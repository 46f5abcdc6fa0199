package io.vputty.app.demo.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a demo.
 *
 * @param status where it ended
 * @param firstCostPerHour true cost of the first 10 s, $ per hour
 * @param changedCostPerHour true cost of the 5 s after the tenants changed, $ per hour; NaN if they
 *     did not
 * @param gains every plan that could be measured
 * @param drift how long drift events took after the change; null if there was none
 * @param datagrams datagrams sent
 * @param lostDatagrams datagrams that the collector did not receive
 */
public record DemoSummary(
    DemoStatus status,
    double firstCostPerHour,
    double changedCostPerHour,
    List<PlanGain> gains,
    @Nullable DriftDelay drift,
    long datagrams,
    long lostDatagrams) {
  public DemoSummary {
    gains = List.copyOf(gains);
  }
}
