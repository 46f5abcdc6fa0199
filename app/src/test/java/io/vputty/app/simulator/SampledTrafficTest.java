package io.vputty.app.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.sflow.Datagram;
import io.vputty.app.simulator.truth.VmPair;
import io.vputty.collector.sflow.packet.PacketHeader;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the simulated vSwitches send, read by the real decoder and held against the truth. */
final class SampledTrafficTest {
  private static final int SECONDS = 30;
  private static final int RATE = 256;

  private final DataCentre dataCentre = new DataCentre(DataCentreSettings.forVms(64, 7));
  private final Map<Long, SimulatedVm> vmByMac =
      dataCentre.fleet().vms().stream().collect(Collectors.toMap(SimulatedVm::mac, vm -> vm));
  private final Map<VmPair, Estimate> nearEnd = new HashMap<>();
  private final Map<Long, Long> nextSequence = new HashMap<>();
  private long samples;
  private long farSamples;

  @BeforeEach
  void sample() throws MalformedDatagramException {
    TagCounts tags = new TagCounts();
    DatagramDecoder decoder = new DatagramDecoder(tags);
    for (int second = 0; second < SECONDS; second++) {
      for (Datagram datagram : dataCentre.step()) {
        take(decoder.decode(datagram.payload(), 0, datagram.payload().length), datagram.payload());
      }
    }
    assertThat(tags.snapshot())
        .containsOnlyKeys(
            "sample 0:1 flow_sample",
            "flow 0:1 sampled_header",
            "sample 0:2 counters_sample",
            "counter 0:1 if_counters");
  }

  @Test
  void scaledSamplesOfTheSendersHostAgreeWithTheTrueBytes() {
    Map<VmPair, Long> truth = dataCentre.truth().bytesByPair(0, SECONDS);
    long outside = 0;
    double excess = 0;
    double variance = 0;
    for (Map.Entry<VmPair, Long> pair : truth.entrySet()) {
      Estimate estimate = nearEnd.getOrDefault(pair.getKey(), new Estimate());
      double error = estimate.bytes - pair.getValue();
      outside += Math.abs(error) > 1.96 * Math.sqrt(estimate.variance) ? 1 : 0;
      excess += error;
      variance += estimate.variance;
    }
    assertThat(Math.abs(excess)).as("bias over all edges").isLessThan(3 * Math.sqrt(variance));
    assertThat(outside / (double) truth.size()).as("edges outside 95%%").isBetween(0.01, 0.12);
  }

  @Test
  void bothEndsSampleAboutAsMuchAndModestly() {
    assertThat(samples / (double) SECONDS).as("samples a second").isBetween(2_000.0, 12_000.0);
    assertThat(farSamples).as("at the receiver's host").isBetween(samples / 4, samples / 2);
  }

  private void take(io.vputty.collector.sflow.wire.Datagram datagram, byte[] payload) {
    assertThat(datagram.sequenceNumber())
        .isEqualTo(nextSequence.merge(datagram.agent().low(), 1L, Long::sum));
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      take(datagram.flowSample(i), payload);
    }
  }

  private void take(FlowSample sample, byte[] payload) {
    PacketHeader header = new PacketHeader();
    assertThat(
            header.parse(
                sample.headerProtocol(), payload, sample.headerOffset(), sample.headerLength()))
        .isTrue();
    SimulatedVm from = Objects.requireNonNull(vmByMac.get(header.sourceMac()));
    SimulatedVm to = Objects.requireNonNull(vmByMac.get(header.destinationMac()));
    assertThat((int) header.sourceLow()).isEqualTo(from.ip());
    assertThat((int) header.destinationLow()).isEqualTo(to.ip());
    assertThat(sample.samplingRate()).isEqualTo(RATE);
    samples++;
    if (sample.inputValue() == 1) {
      farSamples++;
    } else {
      nearEnd
          .computeIfAbsent(new VmPair(from.id(), to.id()), pair -> new Estimate())
          .add(sample.frameBytes() - sample.strippedBytes());
    }
  }

  /** Horvitz-Thompson sums. */
  private static final class Estimate {
    private double bytes;
    private double variance;

    private void add(long frameBytes) {
      bytes += (double) RATE * frameBytes;
      variance += (double) RATE * (RATE - 1) * frameBytes * frameBytes;
    }
  }
}
