package io.vputty.bench;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.collector.Counters;
import io.vputty.collector.sflow.agents.Admission;
import io.vputty.collector.sflow.agents.FlowAggregator;
import io.vputty.collector.sflow.sums.Backlog;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one core of the sFlow collector takes: decoding alone, and decoding with addition to batches
 * of one second, without sockets and Kafka.
 *
 * <p>The input is ten seconds of the simulated data centre, the same datagrams in each run, read
 * round and round; one operation is one datagram.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SflowIntakeBenchmark {
  private static final int SECONDS = 10;
  private static final long SECOND_MS = 1000;
  private static final long SEED = 7;

  @Param({"40", "400"})
  public int vms;

  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private final FlowAggregator aggregator =
      new FlowAggregator(Admission.ALL, new Backlog(1L << 30), new Counters());
  private final FlowAggregator.Adder adder = aggregator.adder();
  private List<byte[]> datagrams = List.of();
  private int datagramsPerSecond;
  private int next;
  private long nowMs;

  /** Flow samples taken, reported beside the datagrams. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Samples {
    public long samples;

    @Setup(Level.Iteration)
    public void reset() {
      samples = 0;
    }
  }

  @Setup
  public void simulate() {
    DataCentre dataCentre = new DataCentre(DataCentreSettings.forVms(vms, SEED));
    List<byte[]> payloads = new ArrayList<>();
    for (int second = 0; second < SECONDS; second++) {
      dataCentre.step().forEach(datagram -> payloads.add(datagram.payload()));
    }
    datagrams = payloads;
    datagramsPerSecond = Math.max(1, payloads.size() / SECONDS);
  }

  @Benchmark
  public long decode(Samples samples) throws MalformedDatagramException {
    Datagram datagram = decodeNext();
    samples.samples += datagram.flowSampleCount();
    return datagram.sequenceNumber();
  }

  @Benchmark
  public long decodeAndAdd(Samples samples) throws MalformedDatagramException {
    long flows = next % datagramsPerSecond == 0 ? closeSecond() : 0;
    Datagram datagram = decodeNext();
    samples.samples += datagram.flowSampleCount();
    adder.add(datagram, nowMs);
    return flows;
  }

  /** Makes the batches of the second that is over, as they would go to Kafka. */
  private long closeSecond() {
    nowMs += SECOND_MS;
    aggregator.advance(nowMs);
    long flows = 0;
    for (var second = aggregator.next(); second.isPresent(); second = aggregator.next()) {
      flows += second.get().batches("bench", 1).mapToLong(batch -> batch.getFlows().size()).sum();
      second.get().release();
    }
    return flows;
  }

  private Datagram decodeNext() throws MalformedDatagramException {
    byte[] bytes = datagrams.get(next);
    next = next + 1 == datagrams.size() ? 0 : next + 1;
    return decoder.decode(bytes, 0, bytes.length);
  }
}
