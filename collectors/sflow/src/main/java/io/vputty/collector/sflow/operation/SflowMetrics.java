package io.vputty.collector.sflow.operation;

import io.vputty.collector.metrics.Catalog;
import io.vputty.collector.metrics.CounterFamily;
import io.vputty.collector.metrics.Gauge;
import java.util.List;

/** The metrics of an sFlow collector. */
public final class SflowMetrics {

  /** How many agents there are. */
  public static final Gauge AGENTS =
      new Gauge("vputty_sflow_agents", "Agents that were seen in the last ten minutes.");

  /** Memory for what waits for Kafka. */
  public static final Gauge BACKLOG =
      new Gauge(
          "vputty_sflow_backlog_bytes",
          "Memory of sums that wait for Kafka; from half of backlog-bytes on, datagrams are shed.");

  /** What the kernel granted. */
  public static final Gauge RECEIVE_BUFFER =
      new Gauge(
          "vputty_sflow_receive_buffer_bytes",
          "Receive buffer that the kernel granted each socket, what it needs itself included.");

  /** What never got from the kernel to us. */
  public static final Gauge KERNEL_DROPS =
      new Gauge(
          "vputty_sflow_kernel_drops_total",
          "Datagrams that the kernel dropped because the sockets' buffers were full; they are among"
              + " those that sequences show as lost.");

  /** All of them. */
  public static final Catalog CATALOG =
      new Catalog(
              List.of(received(), datagrams(), lost(), samples(), lostSamples(), unlisted()),
              List.of(AGENTS, BACKLOG, RECEIVE_BUFFER, KERNEL_DROPS))
          .and(new Catalog(List.of(rejected(), failed(), recording()), List.of()))
          .and(new Catalog(List.of(packets(), skipped(), broken(), hosts()), List.of()));

  private SflowMetrics() {}

  private static CounterFamily received() {
    return CounterFamily.of("vputty_sflow_datagrams_received_total", "Datagrams received.")
        .from("datagrams.received");
  }

  private static CounterFamily datagrams() {
    return CounterFamily.of(
            "vputty_sflow_datagrams_total",
            "Datagrams by what became of each; together they are those received.",
            "outcome",
            "reason")
        .from("datagrams.decoded", "decoded", "")
        .from("datagrams.malformed.*", "malformed", "*")
        .from("datagrams.duplicate", "duplicate", "")
        .from("datagrams.shed.*", "shed", "*")
        .from("datagrams.refused.*", "refused", "*");
  }

  private static CounterFamily lost() {
    return CounterFamily.of(
            "vputty_sflow_datagrams_lost_total",
            "Datagrams that never came, as gaps in their agents' sequences tell.")
        .from("datagrams.lost");
  }

  private static CounterFamily samples() {
    return CounterFamily.of(
            "vputty_sflow_samples_total",
            "Flow samples in decoded datagrams, by what became of each.",
            "outcome",
            "reason")
        .from("samples.counted", "counted", "")
        .from("samples.dropped.*", "dropped", "*");
  }

  private static CounterFamily lostSamples() {
    return CounterFamily.of(
            "vputty_sflow_samples_lost_total",
            "Flow samples that nothing stands for, as gaps in their points' sequences tell.")
        .from("samples.lost");
  }

  private static CounterFamily unlisted() {
    return CounterFamily.of(
            "vputty_sflow_datagrams_unlisted_total",
            "Datagrams of agents that allowed-agents does not list, and that were taken all the same.")
        .from("datagrams.of-agents-not-listed");
  }

  private static CounterFamily rejected() {
    return CounterFamily.of(
            "vputty_sflow_rejected_dropped_total",
            "Malformed datagrams whose bytes were not kept on the topic of rejected records.",
            "reason")
        .from("rejected.dropped.*", "*");
  }

  private static CounterFamily failed() {
    return CounterFamily.of(
            "vputty_sflow_receive_failed_total", "Errors of the receiving socket; each is logged.")
        .from("receive.failed");
  }

  private static CounterFamily recording() {
    return CounterFamily.of(
            "vputty_sflow_recorded_datagrams_total",
            "Datagrams since a recording began, by whether they are in its file.",
            "outcome",
            "reason")
        .from("recording.written", "written", "")
        .from("recording.dropped.*", "dropped", "*");
  }

  private static CounterFamily hosts() {
    return CounterFamily.of(
            "vputty_sflow_hosts_total",
            "What counters of hosts and virtual machines gave: records of load and inventory.",
            "outcome",
            "reason")
        .from("hosts.found", "found", "")
        .from("hosts.malformed.*", "malformed", "*")
        .from("hosts.dropped.*", "dropped", "*");
  }

  private static CounterFamily packets() {
    return CounterFamily.of(
            "vputty_sflow_replayed_packets_total", "Packets of a capture that is replayed.")
        .from("packets.read");
  }

  private static CounterFamily skipped() {
    return CounterFamily.of(
            "vputty_sflow_replayed_packets_skipped_total",
            "Those of them that hold no sFlow.",
            "reason")
        .from("packets.skipped.*", "*");
  }

  private static CounterFamily broken() {
    return CounterFamily.of(
            "vputty_sflow_captures_broken_off_total",
            "Captures that broke off inside a packet; what came before it counts.")
        .from("captures.broken-off");
  }
}
