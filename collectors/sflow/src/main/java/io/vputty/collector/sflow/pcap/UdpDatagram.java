package io.vputty.collector.sflow.pcap;

import java.time.Instant;

/**
 * One UDP datagram of a capture.
 *
 * @param time when it was captured
 * @param source sender's address and port, "10.0.0.1:50000" or "[fe80::1]:50000"
 * @param destinationPort receiver's port
 * @param bytes the array that holds the payload; not copied
 * @param offset where the payload begins
 * @param length bytes of the payload that were kept
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record UdpDatagram(
    Instant time, String source, int destinationPort, byte[] bytes, int offset, int length) {}
