package io.vputty.collector.sflow.sums;

import io.vputty.collector.sflow.wire.FlowSample;

/** What is known of one sampling point of an agent: how many samples it could not send so far. */
final class SamplingPoint {

  private static final long NEVER = -1;

  private long drops = NEVER;

  /**
   * Takes note of a sample.
   *
   * @return samples that the agent dropped since the one before; 0 at first and if its counter went
   *     back
   */
  long droppedUntil(FlowSample sample) {
    int step = (int) (sample.drops() - drops);
    boolean known = drops != NEVER;
    drops = sample.drops();
    return known && step > 0 ? step : 0;
  }
}
