package io.vputty.mapping;

import io.vputty.schema.Codec;
import io.vputty.schema.Direction;
import io.vputty.schema.Endpoint;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.FlowSums;
import io.vputty.schema.UnreadableRecordException;
import java.nio.ByteBuffer;

/**
 * Flow batches to sums of the model. Batches of this version's schema, which are nearly all, are
 * read straight from their bytes into arrays; those of another version go by way of {@link
 * FlowBatch}.
 */
public final class FlowMapping {

  /** Fingerprint of the schema that {@link #second(byte[])} reads. */
  public static final long FINGERPRINT = Codec.fingerprint(FlowBatch.getClassSchema());

  private static final int EGRESS =
      Direction.getClassSchema().getEnumOrdinal(Direction.EGRESS.name());

  /** An entry takes a byte for each of 16 fields at least, and eight for its rate. */
  private static final int LEAST_ENTRY_BYTES = 24;

  private FlowMapping() {}

  /**
   * The sums of a batch.
   *
   * @throws UnreadableRecordException "value" if a sum or rate makes no sense
   */
  public static FlowSecond second(FlowBatch batch) throws UnreadableRecordException {
    FlowSecond second = new FlowSecond();
    second.timeMs = batch.getTime().toEpochMilli();
    second.agent = batch.getAgent();
    second.arrived = batch.getSamples();
    second.lost = batch.getLostSamples();
    second.reserve(batch.getFlows().size());
    batch.getFlows().forEach(sums -> add(second, sums));
    second.exceed(batch.getCompleteness() / batch.getShedFactor());
    check(second);
    return second;
  }

  private static void check(FlowSecond second) throws UnreadableRecordException {
    for (int at = 0; at < second.size; at++) {
      boolean sane =
          second.rate[at] >= 1
              && second.rate[at] < Double.POSITIVE_INFINITY
              && second.samples[at] >= 0
              && second.bytes[at] >= 0;
      if (!sane) {
        throw new UnreadableRecordException(
            "value",
            "rate %s, %d samples and %d bytes make no sense"
                .formatted(second.rate[at], second.samples[at], second.bytes[at]));
      }
    }
  }

  private static void add(FlowSecond second, FlowSums sums) {
    int at = second.size++;
    Endpoint source = sums.getSource();
    Endpoint destination = sums.getDestination();
    second.sourceMac[at] = source.getMac();
    second.sourceIpHigh[at] = high(source.getIp());
    second.sourceIpLow[at] = low(source.getIp());
    second.destinationMac[at] = destination.getMac();
    second.destinationIpHigh[at] = high(destination.getIp());
    second.destinationIpLow[at] = low(destination.getIp());
    second.vni[at] = sums.getVni();
    second.subAgent[at] = sums.getSubAgent();
    second.egress[at] = sums.getDirection() == Direction.EGRESS;
    second.rate[at] = sums.getRate();
    second.samples[at] = sums.getSamples();
    second.bytes[at] = sums.getBytes();
    second.squaresLow[at] = sums.getSquaresLow();
    second.squaresHigh[at] = sums.getSquaresHigh();
    second.excess[at] = sums.getClustered();
  }

  /**
   * The sums of an encoded batch of this version's schema.
   *
   * @throws UnreadableRecordException "truncated" or "trailing" if it is not as long as it says,
   *     "value" if a sum or rate makes no sense
   */
  public static FlowSecond second(byte[] encoded) throws UnreadableRecordException {
    Datum in = new Datum(encoded, Codec.HEADER_BYTES);
    FlowSecond second = new FlowSecond();
    try {
      second.timeMs = in.readLong();
      second.agent = in.readString();
      in.skipBytes();
      in.readLong();
      for (long entries = in.readBlock(); entries != 0; entries = in.readBlock()) {
        second.reserve(in.require(entries, LEAST_ENTRY_BYTES));
        for (long i = 0; i < entries; i++) {
          add(second, in);
        }
      }
      in.readLong();
      in.readLong();
      second.arrived = in.readLong();
      second.lost = in.readLong();
      double completeness = in.readDouble();
      in.readLong();
      second.exceed(completeness / in.readDouble());
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new UnreadableRecordException("truncated", "record ends too early", e);
    }
    if (!in.isEnd()) {
      throw new UnreadableRecordException("trailing", "bytes follow the record's end");
    }
    check(second);
    return second;
  }

  private static void add(FlowSecond second, Datum in) {
    int at = second.size++;
    second.sourceMac[at] = in.readLong();
    int ip = in.readLength();
    second.sourceIpHigh[at] = in.ipHigh(ip);
    second.sourceIpLow[at] = in.ipLow(ip);
    in.skip(ip);
    second.destinationMac[at] = in.readLong();
    ip = in.readLength();
    second.destinationIpHigh[at] = in.ipHigh(ip);
    second.destinationIpLow[at] = in.ipLow(ip);
    in.skip(ip);
    in.readLong();
    second.vni[at] = (int) in.readLong();
    second.subAgent[at] = (int) in.readLong();
    in.readLong();
    second.egress[at] = in.readLong() == EGRESS;
    in.readLong();
    in.readLong();
    second.rate[at] = in.readDouble();
    second.samples[at] = in.readLong();
    second.bytes[at] = in.readLong();
    second.squaresLow[at] = in.readLong();
    second.squaresHigh[at] = in.readLong();
    second.excess[at] = in.readLong();
  }

  private static long high(ByteBuffer ip) {
    return new Datum(ip.array(), ip.arrayOffset() + ip.position()).ipHigh(ip.remaining());
  }

  private static long low(ByteBuffer ip) {
    return new Datum(ip.array(), ip.arrayOffset() + ip.position()).ipLow(ip.remaining());
  }
}
