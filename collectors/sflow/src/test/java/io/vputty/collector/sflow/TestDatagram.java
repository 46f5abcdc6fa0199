package io.vputty.collector.sflow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A datagram built field by field, as an agent would send it. */
public final class TestDatagram {

  /** An Ethernet frame from 52:54:00:00:00:01, 10.0.0.1:1000 to ...:02, 10.0.0.2:80 by TCP. */
  public static final byte[] FRAME =
      HexFormat.of()
          .parseHex(
              "525400000002525400000001"
                  + "0800"
                  + "45000028000000004006"
                  + "0000"
                  + "0a000001"
                  + "0a000002"
                  + "03e80050"
                  + "00000000000000005010ffff00000000");

  private final List<byte[]> samples = new ArrayList<>();
  private int agent = 0x0A0000C8;
  private int subAgent;
  private int sequence = 1;
  private int uptimeMs = 60_000;

  /** Sets the last part of the agent's address 10.0.0.x. */
  public TestDatagram agent(int last) {
    agent = 0x0A000000 | last;
    return this;
  }

  public TestDatagram subAgent(int id) {
    subAgent = id;
    return this;
  }

  public TestDatagram sequence(int number) {
    sequence = number;
    return this;
  }

  public TestDatagram uptimeMs(int uptime) {
    uptimeMs = uptime;
    return this;
  }

  /** Adds a compact flow sample with a raw Ethernet header. */
  public TestDatagram flow(Point point, int frameBytes, byte[] header) {
    return flow(point, 1, 0, frameBytes, header);
  }

  /** Adds one with its number among the samples of its point, and that point's pool. */
  public TestDatagram flow(Point point, int number, int pool, int frameBytes, byte[] header) {
    int padded = (header.length + 3) & ~3;
    ByteBuffer sample = ByteBuffer.allocate(8 + 32 + 8 + 16 + padded);
    sample.putInt(1).putInt(sample.capacity() - 8);
    sample.putInt(number).putInt(point.source()).putInt(point.rate());
    sample.putInt(pool).putInt(point.drops());
    sample.putInt(point.input()).putInt(point.output()).putInt(1);
    sample.putInt(1).putInt(16 + padded).putInt(1).putInt(frameBytes).putInt(4);
    sample.putInt(header.length).put(header);
    samples.add(sample.array());
    return this;
  }

  /** Adds a sample of any format. */
  public TestDatagram sample(int tag, byte[] body) {
    samples.add(
        ByteBuffer.allocate(8 + body.length).putInt(tag).putInt(body.length).put(body).array());
    return this;
  }

  /** A sampling point, its ports, its rate and what it dropped so far. */
  public record Point(int source, int input, int output, int rate, int drops) {}

  public byte[] bytes() {
    int size = 28 + samples.stream().mapToInt(sample -> sample.length).sum();
    ByteBuffer datagram = ByteBuffer.allocate(size);
    datagram.putInt(5).putInt(1).putInt(agent).putInt(subAgent).putInt(sequence).putInt(uptimeMs);
    datagram.putInt(samples.size());
    samples.forEach(datagram::put);
    return datagram.array();
  }
}
