package io.vputty.app;

import io.vputty.app.act.ActMetrics;
import io.vputty.collector.blkio.BlkioMetrics;
import io.vputty.collector.inventory.InventoryMetrics;
import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import io.vputty.collector.pagehash.PagehashMetrics;
import io.vputty.collector.sflow.operation.SflowMetrics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The page {@code docs/metrics.md}, as the catalogs say it. */
final class MetricsPage {

  private static final String HEAD =
      """
      # Metrics

      Written from the catalogs in the code; a test compares. Every collector, and `vputty act`, serves them in Prometheus's text format
      at `/metrics`, by default at 127.0.0.1 only: port 9643 the sFlow collector, 9644 that of the inventory, 9645 that of block I/O, 9646 that of
      page hashes, 9647 the actuator. Each column "counter" holds the name under which the same number is printed when a collector stops; `*` is what a label says.
      """;

  private static final String JVM =
      """
      ## The JVM of each

      As [Micrometer](https://docs.micrometer.io/micrometer/reference/reference/jvm.html) names them: `jvm_memory_*`,
      `jvm_buffer_*`, `jvm_gc_*`, `jvm_threads_*`, `jvm_classes_*`, `process_cpu_usage`, `process_uptime_seconds`,
      `process_start_time_seconds`, `process_files_*`, `system_cpu_*`, `system_load_average_1m`.
      """;

  private static final String JOBS =
      """
      ## Flink jobs

      Counters of operators, as Flink's reporters give them; these are the names of
      [its Prometheus reporter](https://nightlies.apache.org/flink/flink-docs-stable/docs/deployment/metric_reporters/), which tells job,
      operator and subtask by labels.

      | metric | |
      |---|---|
      """;

  private static final String FLINK =
      """
      Of [Flink's own](https://nightlies.apache.org/flink/flink-docs-stable/docs/ops/metrics/) the dashboards and rules in
      [k8s/monitoring](../k8s/monitoring/README.md) ask for these: `flink_jobmanager_job_uptime`, `flink_jobmanager_job_numRestarts`,
      `flink_jobmanager_job_lastCheckpointDuration`, `flink_jobmanager_job_numberOfFailedCheckpoints`,
      `flink_taskmanager_job_task_busyTimeMsPerSecond`, `flink_taskmanager_job_task_currentInputWatermark`.
      """;

  private MetricsPage() {}

  static String text() {
    return String.join(
        "\n",
        HEAD,
        section("Every collector", Catalog.SHARED),
        section("collectors/sflow", SflowMetrics.CATALOG),
        section("collectors/blkio", BlkioMetrics.CATALOG),
        section("collectors/pagehash", PagehashMetrics.CATALOG),
        section("collectors/inventory", InventoryMetrics.CATALOG),
        section("vputty act", ActMetrics.CATALOG),
        JVM,
        jobs());
  }

  private static String jobs() {
    StringBuilder text = new StringBuilder(JOBS);
    JobCounters.MEANINGS.forEach(
        (name, meaning) ->
            text.append(
                "| `flink_taskmanager_job_task_operator_%s` | %s |\n".formatted(name, meaning)));
    return text.append("\n").append(FLINK).toString();
  }

  private static String section(String title, Catalog catalog) {
    StringBuilder text = new StringBuilder("## %s\n".formatted(title));
    for (CounterFamily family : catalog.counters()) {
      text.append("\n`%s`: %s\n".formatted(family.name(), family.help()));
      if (!family.sources().isEmpty()) {
        text.append("\n| counter | labels |\n|---|---|\n");
        family.sources().forEach((counter, values) -> text.append(row(family, counter, values)));
      }
    }
    if (!catalog.gauges().isEmpty()) {
      text.append("\n| looked up at each scrape | |\n|---|---|\n");
      catalog
          .gauges()
          .forEach(gauge -> text.append("| `%s` | %s |\n".formatted(gauge.name(), gauge.help())));
    }
    return text.toString();
  }

  private static String row(CounterFamily family, String counter, List<String> values) {
    String labels =
        IntStream.range(0, values.size())
            .filter(i -> !values.get(i).isEmpty())
            .mapToObj(i -> Map.entry(family.labels().get(i), values.get(i)))
            .map(label -> "`%s=\"%s\"`".formatted(label.getKey(), label.getValue()))
            .collect(Collectors.joining(" "));
    return "| `%s` | %s |\n".formatted(counter, labels);
  }
}
