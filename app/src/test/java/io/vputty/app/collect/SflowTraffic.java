package io.vputty.app.collect;

import io.vputty.app.simulator.DataCentre;
import io.vputty.app.simulator.sflow.Datagram;
import io.vputty.collector.sflow.wire.DatagramDecoder;
import io.vputty.collector.sflow.wire.FlowSample;
import io.vputty.collector.sflow.wire.TagCounts;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends the datagrams of a simulated data centre by the wall clock, and adds up what they tell. */
final class SflowTraffic implements AutoCloseable {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DataCentre dataCentre;
  private final InetSocketAddress collector;
  private final DatagramChannel channel = DatagramChannel.open();
  private final DatagramDecoder decoder = new DatagramDecoder(new TagCounts());
  private long datagrams;
  private long samples;
  private double bytes;

  SflowTraffic(DataCentre dataCentre, InetSocketAddress collector) throws IOException {
    this.dataCentre = dataCentre;
    this.collector = collector;
  }

  /** Sends what a number of seconds hold, in as many seconds. */
  void send(int seconds) throws IOException, MalformedDatagramException {
    for (int second = 0; second < seconds; second++) {
      long start = System.nanoTime();
      List<Datagram> toSend = dataCentre.step();
      for (int i = 0; i < toSend.size(); i++) {
        waitUntil(start + i * SECOND_NANOS / toSend.size());
        send(toSend.get(i).payload());
      }
    }
  }

  private static void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void send(byte[] payload) throws IOException, MalformedDatagramException {
    channel.send(ByteBuffer.wrap(payload), collector);
    datagrams++;
    io.vputty.collector.sflow.wire.Datagram datagram = decoder.decode(payload, 0, payload.length);
    for (int i = 0; i < datagram.flowSampleCount(); i++) {
      FlowSample sample = datagram.flowSample(i);
      samples++;
      bytes += (double) sample.samplingRate() * (sample.frameBytes() - sample.strippedBytes());
    }
  }

  /** Datagrams sent. */
  long datagrams() {
    return datagrams;
  }

  /** Flow samples in them. */
  long samples() {
    return samples;
  }

  /** Bytes that those samples stand for. */
  double bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
