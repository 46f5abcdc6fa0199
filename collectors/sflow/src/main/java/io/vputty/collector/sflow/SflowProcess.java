package io.vputty.collector.sflow;

import io.vputty.collector.command.CollectorProcess;
import io.vputty.collector.http.CollectorHttp;
import io.vputty.collector.http.Health;
import io.vputty.collector.http.Reply;
import io.vputty.collector.http.Route;
import io.vputty.collector.metrics.Metrics;
import io.vputty.collector.sflow.operation.AgentsJson;
import io.vputty.collector.sflow.operation.SflowMetrics;
import io.vputty.collector.sflow.pcap.PcapRecorder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A running sFlow collector with what its operators need: metrics, health and agents over HTTP, and
 * a recording, if they asked for one.
 */
final class SflowProcess implements AutoCloseable {

  private final CollectorProcess<SflowCollector> process;
  private @Nullable PcapRecorder recorder;

  private SflowProcess(CollectorProcess<SflowCollector> process) {
    this.process = process;
  }

  /**
   * Starts a collector.
   *
   * @throws IOException if a port cannot be had
   */
  static SflowProcess start(
      SflowConfig config, CollectorProcess.Start<SflowCollector, RuntimeException> start)
      throws IOException {
    return new SflowProcess(
        CollectorProcess.start(
            config.http(), SflowMetrics.CATALOG, start, SflowProcess::operation));
  }

  private static Map<String, Route> operation(SflowCollector collector, Metrics metrics) {
    metrics.gauge(SflowMetrics.AGENTS, () -> collector.agents().size());
    metrics.gauge(SflowMetrics.BACKLOG, collector::backlogBytes);
    metrics.gauge(SflowMetrics.RECEIVE_BUFFER, collector::receiveBufferBytes);
    metrics.gauge(SflowMetrics.KERNEL_DROPS, collector::kernelDrops);
    Health live = Health.all().and("receiver", collector::receiveProblem);
    return Map.of(
        "/health/live",
        live,
        "/health/ready",
        live.and("kafka", collector::deliveryProblem),
        "/agents",
        () -> Reply.json(AgentsJson.tree(collector.agents())));
  }

  /** Records what is received from now on; see {@link PcapRecorder#start}. */
  void record(Path file, long maxBytes, String bind) throws IOException {
    PcapRecorder started =
        PcapRecorder.start(
            file,
            maxBytes,
            new InetSocketAddress(bind, collector().boundPort()),
            collector().counters());
    recorder = started;
    collector().tap(started);
  }

  SflowCollector collector() {
    return process.collector();
  }

  CollectorHttp http() {
    return process.http();
  }

  /** Stops receiving, sends what is there, and ends the recording. */
  @Override
  public void close() {
    process.close();
    if (recorder != null) {
      recorder.close();
    }
  }
}
