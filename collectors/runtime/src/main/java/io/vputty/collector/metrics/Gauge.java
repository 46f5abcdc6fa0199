package io.vputty.collector.metrics;

/**
 * A value that is looked up whenever somebody asks.
 *
 * @param name as Prometheus shows it, with its unit: "vputty_sflow_backlog_bytes"; a value that
 *     only grows ends in "_total"
 * @param help what it is, in one sentence
 */
public record Gauge(String name, String help) {

  boolean onlyGrows() {
    return name.endsWith("_total");
  }
}
