package io.vputty.bench.collector;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.DataCentreSettings;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Seconds of a simulated data centre round and round without end: in each round the sequence
 * numbers, uptimes and sample pools of its agents go on where the round before left them.
 */
final class SampleStream {

  private static final int SEQUENCE_AT = 16;
  private static final int UPTIME_AT = 20;
  private static final int SAMPLES_AT = 28;
  private static final int POOL_AFTER_SEQUENCE = 12;
  private static final int FLOW_SAMPLE = 1;
  private static final int MS = 1000;

  private final List<ByteBuffer> datagrams = new ArrayList<>();
  private final List<int[]> sequencesAt = new ArrayList<>();
  private final List<AgentRound> agents = new ArrayList<>();
  private final int[] samples;
  private final int uptimeMs;
  private int next;

  /** What one agent's numbers grow by in a round. */
  private static final class AgentRound {
    private int datagrams;
    private int samples;
    private int counterSamples;
    private int pool;
  }

  /**
   * @param vms of the data centre
   * @param seconds of a round
   */
  SampleStream(int vms, int seconds, long seed) throws MalformedDatagramException {
    uptimeMs = seconds * MS;
    DataCentre dataCentre = new DataCentre(DataCentreSettings.forVms(vms, seed));
    List<byte[]> payloads = new ArrayList<>();
    for (int second = 0; second < seconds; second++) {
      dataCentre.step().forEach(datagram -> payloads.add(datagram.payload()));
    }
    samples = new int[payloads.size()];
    DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
    Map<AgentAddress, AgentRound> rounds = new HashMap<>();
    for (byte[] payload : payloads) {
      Datagram datagram = decoder.decode(payload, 0, payload.length);
      AgentRound round = rounds.computeIfAbsent(datagram.agent(), agent -> new AgentRound());
      round.datagrams++;
      round.counterSamples += datagram.counterSampleCount();
      samples[datagrams.size()] = datagram.flowSampleCount();
      for (int i = 0; i < datagram.flowSampleCount(); i++) {
        FlowSample sample = datagram.flowSample(i);
        round.samples++;
        round.pool = (int) sample.samplePool(); // that of the last one in the end
      }
      agents.add(round);
      sequencesAt.add(sequencesAt(payload));
      datagrams.add(ByteBuffer.allocateDirect(payload.length).put(payload).flip());
    }
  }

  /** Where the sequence numbers of a datagram's samples stand. */
  private static int[] sequencesAt(byte[] payload) {
    ByteBuffer bytes = ByteBuffer.wrap(payload);
    int[] places = new int[bytes.getInt(SAMPLES_AT - Integer.BYTES)];
    int at = SAMPLES_AT;
    for (int i = 0; i < places.length; i++) {
      places[i] = at + 2 * Integer.BYTES;
      at = places[i] + bytes.getInt(at + Integer.BYTES);
    }
    return places;
  }

  /** The next datagram, from its position to its limit; valid until the round is over. */
  ByteBuffer next() {
    ByteBuffer datagram = datagrams.get(next).rewind();
    next = next + 1 == samples.length ? 0 : next + 1;
    return datagram;
  }

  /** Flow samples of the datagram that was given last; to be asked once, it moves it on. */
  int advance() {
    int last = next == 0 ? samples.length - 1 : next - 1;
    ByteBuffer datagram = datagrams.get(last);
    AgentRound round = agents.get(last);
    add(datagram, SEQUENCE_AT, round.datagrams);
    add(datagram, UPTIME_AT, uptimeMs);
    for (int at : sequencesAt.get(last)) {
      if (datagram.getInt(at - 2 * Integer.BYTES) == FLOW_SAMPLE) {
        add(datagram, at, round.samples);
        add(datagram, at + POOL_AFTER_SEQUENCE, round.pool);
      } else {
        add(datagram, at, round.counterSamples);
      }
    }
    return samples[last];
  }

  private static void add(ByteBuffer bytes, int at, int by) {
    bytes.putInt(at, bytes.getInt(at) + by);
  }
}
