package io.vputty.collector;

import java.util.Optional;

/** A running collector, as its process sees it. */
public interface Collector extends AutoCloseable {

  /** What happened how often. */
  Counters counters();

  /** Why nothing arrives in Kafka at present, in one line; empty as long as it does. */
  Optional<String> deliveryProblem();

  /** Stops and flushes. */
  @Override
  void close();
}
