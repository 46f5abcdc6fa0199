package io.vputty.app.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vputty.app.broker.BrokerProcess;
import io.vputty.app.broker.ContractTopics;
import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.collector.config.ConfigLoader;
import io.vputty.collector.sflow.SflowCollector;
import io.vputty.collector.sflow.SflowConfig;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.TopicAdmin;
import io.vputty.schema.TopicReader;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The broker stands still while agents go on: the collector sheds at random, keeps its memory, and
 * what it tells afterwards adds up to what was sent.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no process can be made to stand still there")
@Timeout(180)
final class PausedBrokerIT {

  private static final int VMS = 400;
  private static final int RUNNING_SECONDS = 4;
  private static final int PAUSED_SECONDS = 12;
  private static final long BACKLOG_BYTES = 2 << 20;
  private static final double LEAST_SHED_SHARE = 0.1;
  private static final double SIGMAS = 4;
  private static final double WIDEST_INTERVAL = 0.02;

  @TempDir private Path directory;

  private final List<Long> heapBytes = new ArrayList<>();

  @Test
  void totalsStayWithinTheirIntervalAndMemoryFlat() throws Exception {
    try (BrokerProcess broker = BrokerProcess.start(directory)) {
      Map<String, Object> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
      ContractTopics.ensure(kafka, TopicAdmin.Sizing.REPLAY);
      SflowCollector collector = SflowCollector.start(config(broker), Clock.systemUTC());
      SflowTraffic traffic =
          new SflowTraffic(
              new DataCentre(DataCentreSettings.forVms(VMS, 7)),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), collector.boundPort()));
      try (collector;
          traffic) {
        traffic.send(RUNNING_SECONDS);
        broker.pause();
        for (int second = 0; second < PAUSED_SECONDS; second++) {
          traffic.send(1);
          assertThat(collector.backlogBytes()).isLessThan(BACKLOG_BYTES + BACKLOG_BYTES / 2);
          noteHeap();
        }
        broker.resume();
        traffic.send(RUNNING_SECONDS);
        await()
            .atMost(30, TimeUnit.SECONDS)
            .until(() -> collector.counters().value("datagrams.received") >= traffic.datagrams());
      }
      assertThat(collector.kernelDrops()).isZero();
      double shed = collector.counters().value("datagrams.shed.kafka-slow");
      assertThat(shed / traffic.datagrams()).isGreaterThan(LEAST_SHED_SHARE);
      assertThat(heapBytes.get(PAUSED_SECONDS - 1) - heapBytes.get(PAUSED_SECONDS / 2))
          .as("growth of the heap, bytes, of " + heapBytes)
          .isLessThan(BACKLOG_BYTES);
      compare(batches(kafka), traffic);
    }
  }

  private static SflowConfig config(BrokerProcess broker) throws Exception {
    return new ConfigLoader<>(SflowConfig.DEFAULTS, "VPUTTY_SFLOW")
        .flags(
            Map.of(
                "bootstrap", broker.bootstrapServers(),
                "port", "0",
                "backlog-bytes", Long.toString(BACKLOG_BYTES),
                "kafka-buffer-bytes", "1MiB",
                "http", "off"))
        .load();
  }

  private void noteHeap() {
    System.gc();
    heapBytes.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  /** Every batch that the topic holds. */
  private static List<FlowBatch> batches(Map<String, Object> kafka) {
    List<FlowBatch> batches = new ArrayList<>();
    try (TopicReader reader =
        new TopicReader(kafka, List.of(Topics.FLOWS), TopicReader.Start.BEGINNING)) {
      while (!reader.caughtUp()) {
        for (TopicRecord record : reader.poll(Duration.ofMillis(100))) {
          if (record instanceof TopicRecord.Decoded decoded
              && decoded.value() instanceof FlowBatch batch) {
            batches.add(batch);
          }
        }
      }
    }
    return batches;
  }

  /** Agents are compared in sum; what nothing was kept of is as the rest of its agent. */
  private static void compare(List<FlowBatch> batches, SflowTraffic traffic) {
    double bytes = 0;
    double variance = 0;
    long samples = 0;
    for (List<FlowBatch> ofAgent :
        batches.stream().collect(Collectors.groupingBy(FlowBatch::getAgent)).values()) {
      long came = ofAgent.stream().mapToLong(FlowBatch::getSamples).sum();
      long all = came + ofAgent.stream().mapToLong(FlowBatch::getLostSamples).sum();
      double scale = came == 0 ? 1 : (double) all / came;
      samples += all;
      for (FlowBatch batch : ofAgent) {
        bytes += scale * bytes(batch);
        variance += variance(batch, scale);
      }
    }
    assertThat(samples).isEqualTo(traffic.samples());
    assertThat(bytes).isCloseTo(traffic.bytes(), within(SIGMAS * Math.sqrt(variance)));
    assertThat(SIGMAS * Math.sqrt(variance)).isLessThan(WIDEST_INTERVAL * bytes);
  }

  private static double bytes(FlowBatch batch) {
    double bytes = 0;
    for (FlowSums flow : batch.getFlows()) {
      bytes += flow.getRate() * flow.getBytes();
    }
    return bytes;
  }

  /** One sample of f that stands for them all strays by (1 - 1/f) of the square of what it says. */
  private static double variance(FlowBatch batch, double scale) {
    double standsFor = scale * batch.getShedFactor();
    double variance = 0;
    for (FlowSums flow : batch.getFlows()) {
      variance += (1 - 1 / standsFor) * Math.pow(scale * flow.getRate(), 2) * flow.getSquaresLow();
    }
    return variance;
  }
}
