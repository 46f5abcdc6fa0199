package io.vputty.mapping;

import io.vputty.schema.Direction;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import java.util.ArrayList;
import java.util.List;

/** Flow batches to sums of the model. */
public final class FlowMapping {

  private FlowMapping() {}

  /** The sums of a batch. */
  public static FlowSecond second(FlowBatch batch) {
    List<FlowSecond.FlowCount> flows = new ArrayList<>(batch.getFlows().size());
    for (FlowSums sums : batch.getFlows()) {
      flows.add(count(sums));
    }
    return new FlowSecond(
        batch.getTime().toEpochMilli(),
        batch.getAgent(),
        batch.getSamples(),
        batch.getLostSamples(),
        flows);
  }

  private static FlowSecond.FlowCount count(FlowSums sums) {
    FlowSecond.Pair pair =
        new FlowSecond.Pair(
            sums.getSource().getMac(),
            FleetMapping.address(sums.getSource().getIp()),
            sums.getDestination().getMac(),
            FleetMapping.address(sums.getDestination().getIp()),
            sums.getVni());
    return new FlowSecond.FlowCount(
        pair,
        sums.getSubAgent(),
        sums.getDirection() == Direction.EGRESS,
        sums.getRate(),
        sums.getSamples(),
        sums.getBytes(),
        sums.getSquaresLow(),
        sums.getSquaresHigh());
  }
}
