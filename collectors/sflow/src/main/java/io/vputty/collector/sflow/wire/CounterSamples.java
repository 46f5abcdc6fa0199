package io.vputty.collector.sflow.wire;

/** Walks counter samples: formats 0:2 (compact) and 0:4 (expanded). */
final class CounterSamples {

  private CounterSamples() {}

  /** Layout: sequence, source id, records. */
  static void compact(WireReader body, DatagramDecoder decoder) throws MalformedDatagramException {
    body.readInt();
    body.readInt();
    decoder.counterRecords(body);
  }

  /** Layout: sequence, source class, source index, records. */
  static void expanded(WireReader body, DatagramDecoder decoder) throws MalformedDatagramException {
    body.readInt();
    body.readInt();
    body.readInt();
    decoder.counterRecords(body);
  }
}
