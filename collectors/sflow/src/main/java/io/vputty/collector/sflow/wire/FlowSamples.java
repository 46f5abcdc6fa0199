package io.vputty.collector.sflow.wire;

/** Reads flow samples: formats 0:1 (compact) and 0:3 (expanded). */
final class FlowSamples {

  private static final int INDEX_BITS = 24;
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
  private static final int PORT_BITS = 30;
  private static final int PORT_MASK = (1 << PORT_BITS) - 1;

  private FlowSamples() {}

  /** Layout: sequence, source id, rate, pool, drops, input, output, records. */
  static void compact(WireReader body, DatagramDecoder decoder) throws MalformedDatagramException {
    FlowSample sample = decoder.addFlowSample();
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
    decoder.flowRecords(body, sample);
  }

  /** Layout: as above, with two words for the source and for each port. */
  static void expanded(WireReader body, DatagramDecoder decoder) throws MalformedDatagramException {
    FlowSample sample = decoder.addFlowSample();
    sample.sequenceNumber = body.readUnsigned();
    sample.sourceClass = body.readInt();
    sample.sourceIndex = body.readUnsigned();
    rates(body, sample);
    sample.inputFormat = body.readInt();
    sample.inputValue = body.readUnsigned();
    sample.outputFormat = body.readInt();
    sample.outputValue = body.readUnsigned();
    decoder.flowRecords(body, sample);
  }

  private static void rates(WireReader body, FlowSample sample) throws MalformedDatagramException {
    sample.samplingRate = body.readUnsigned();
    sample.samplePool = body.readUnsigned();
    sample.drops = body.readUnsigned();
  }
}
