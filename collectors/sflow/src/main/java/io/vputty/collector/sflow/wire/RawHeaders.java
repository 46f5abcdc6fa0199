package io.vputty.collector.sflow.wire;

import io.vputty.collector.sflow.wire.MalformedDatagramException.Reason;

/** Reads flow record 0:1, sampled_header: the first bytes of the packet itself. */
final class RawHeaders {

  private RawHeaders() {}

  /** Layout: protocol, frame length, stripped, header as opaque. The first of a sample counts. */
  static void decode(WireReader body, FlowSample sample) throws MalformedDatagramException {
    if (sample.hasHeader()) {
      return;
    }
    int protocol = body.readInt();
    long frameBytes = body.readUnsigned();
    long strippedBytes = body.readUnsigned();
    if (strippedBytes > frameBytes) {
      throw body.malformed(
          Reason.LENGTH, "%d of %d bytes stripped".formatted(strippedBytes, frameBytes));
    }
    int headerLength = body.readLength();
    sample.headerProtocol = protocol;
    sample.frameBytes = frameBytes;
    sample.strippedBytes = strippedBytes;
    sample.headerOffset = body.position();
    sample.headerLength = headerLength;
  }
}
