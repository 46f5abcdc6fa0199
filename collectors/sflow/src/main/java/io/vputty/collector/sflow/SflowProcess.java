package io.vputty.collector.sflow;

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

  private final SflowCollector collector;
  private final CollectorHttp http;
  private final Metrics metrics;
  private @Nullable PcapRecorder recorder;

  /** Starts a collector. */
  @FunctionalInterface
  interface Start {
    SflowCollector start() throws IOException;
  }

  private SflowProcess(SflowCollector collector, CollectorHttp http) {
    this.collector = collector;
    this.http = http;
    metrics = new Metrics(SflowMetrics.CATALOG, collector.counters());
    metrics.gauge(SflowMetrics.AGENTS, () -> collector.agents().size());
    metrics.gauge(SflowMetrics.BACKLOG, collector::backlogBytes);
    metrics.gauge(SflowMetrics.RECEIVE_BUFFER, collector::receiveBufferBytes);
    metrics.gauge(SflowMetrics.KERNEL_DROPS, collector::kernelDrops);
    http.start(
        Map.<String, Route>of(
            "/metrics",
            () -> Reply.metrics(metrics.scrape()),
            "/health/live",
            Health.all().and("receiver", collector::receiveProblem),
            "/health/ready",
            Health.all()
                .and("receiver", collector::receiveProblem)
                .and("kafka", collector::deliveryProblem),
            "/agents",
            () -> Reply.json(AgentsJson.tree(collector.agents()))));
  }

  /**
   * Takes the port of HTTP first, so that a process that cannot have it receives nothing either.
   *
   * @throws IOException if a port cannot be had
   */
  static SflowProcess start(SflowConfig config, Start start) throws IOException {
    CollectorHttp http = CollectorHttp.bind(config.http());
    try {
      return new SflowProcess(start.start(), http);
    } catch (IOException e) {
      http.close();
      throw e;
    }
  }

  /** Records what is received from now on; see {@link PcapRecorder#start}. */
  void record(Path file, long maxBytes, String bind) throws IOException {
    PcapRecorder started =
        PcapRecorder.start(
            file,
            maxBytes,
            new InetSocketAddress(bind, collector.boundPort()),
            collector.counters());
    recorder = started;
    collector.tap(started);
  }

  SflowCollector collector() {
    return collector;
  }

  CollectorHttp http() {
    return http;
  }

  /** Stops receiving, sends what is there, ends the recording; health is told until then. */
  @Override
  public void close() {
    collector.close();
    if (recorder != null) {
      recorder.close();
    }
    http.close();
    metrics.close();
  }
}
