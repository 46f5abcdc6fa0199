package io.vputty.collector.sflow.pcap;

/** A file that is no capture, or one that breaks off. */
public final class PcapException extends Exception {

  private static final long serialVersionUID = 1L;

  public PcapException(String message) {
    super(message);
  }
}
