package io.vputty.app.demo;

import io.vputty.app.pipeline.Pipeline;
import io.vputty.app.simulator.InventoryYaml;
import io.vputty.app.simulator.PacedExporter;
import io.vputty.collector.sflow.SflowCollector;
import io.vputty.sink.actuator.Actuator;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The parts of a demo that has started; whoever started them stops them.
 *
 * @param pipeline the jobs
 * @param actuator carries moves out in the data centre
 * @param sflow receives the data centre's datagrams
 * @param exporter paces the data centre and sends its datagrams
 * @param observation reads what the pipeline says
 * @param inventory the file that says where VMs run
 */
record RunningDemo(
    Pipeline pipeline,
    Actuator actuator,
    SflowCollector sflow,
    PacedExporter exporter,
    Observation observation,
    InventoryYaml inventory) {
  private static final String RECEIVED = "datagrams.received";

  /** One line when a part has failed for good. */
  Optional<String> failure() {
    if (pipeline.failure().isDone()) {
      return Optional.of(pipeline.failure().join());
    }
    if (actuator.ended().isCompletedExceptionally()) {
      try {
        actuator.ended().join();
      } catch (CompletionException e) {
        return Optional.of("the actuator stopped: " + e.getCause());
      }
    }
    return Optional.empty();
  }

  /** Datagrams that were sent and not received so far. */
  long lostDatagrams() {
    return Math.max(0, exporter.sent() - sflow.counters().value(RECEIVED));
  }
}
