package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.collector.sflow.wire.xdr.WireReader;

/** Reads what stands before the records of a sample: formats 0:1 to 0:5. */
final class SampleReader {

  private static final int INDEX_BITS = 24;
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
  private static final int PORT_BITS = 30;
  private static final int PORT_MASK = (1 << PORT_BITS) - 1;

  private SampleReader() {}

  static void flow(WireReader body, FlowSample sample) throws MalformedDatagramException {
    sample.sequenceNumber = body.readUnsigned();
    int source = body.readInt();
    sample.sourceClass = source >>> INDEX_BITS;
    sample.sourceIndex = source & INDEX_MASK;
    rates(body, sample);
    int input = body.readInt();
    sample.inputFormat = input >>> PORT_BITS;
    sample.inputValue = input & PORT_MASK;
    int output = body.readInt();
    sample.outputFormat = output >>> PORT_BITS;
    sample.outputValue = output & PORT_MASK;
  }

  static void expandedFlow(WireReader body, FlowSample sample) throws MalformedDatagramException {
    sample.sequenceNumber = body.readUnsigned();
    sample.sourceClass = body.readInt();
    sample.sourceIndex = body.readUnsigned();
    rates(body, sample);
    sample.inputFormat = body.readInt();
    sample.inputValue = body.readUnsigned();
    sample.outputFormat = body.readInt();
    sample.outputValue = body.readUnsigned();
  }

  private static void rates(WireReader body, FlowSample sample) throws MalformedDatagramException {
    sample.samplingRate = body.readUnsigned();
    sample.samplePool = body.readUnsigned();
    sample.drops = body.readUnsigned();
  }

  static void counters(WireReader body, CounterSample sample) throws MalformedDatagramException {
    sample.sequenceNumber = body.readUnsigned();
    int source = body.readInt();
    sample.sourceClass = source >>> INDEX_BITS;
    sample.sourceIndex = source & INDEX_MASK;
  }

  static void expandedCounters(WireReader body, CounterSample sample)
      throws MalformedDatagramException {
    sample.sequenceNumber = body.readUnsigned();
    sample.sourceClass = body.readInt();
    sample.sourceIndex = body.readUnsigned();
  }

  static void discarded(WireReader body, DiscardedPacket sample) throws MalformedDatagramException {
    sample.sequenceNumber = body.readUnsigned();
    sample.sourceClass = body.readInt();
    sample.sourceIndex = body.readUnsigned();
    sample.drops = body.readUnsigned();
    sample.input = body.readUnsigned();
    sample.output = body.readUnsigned();
    sample.reason = body.readUnsigned();
  }
}
