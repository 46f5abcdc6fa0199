package io.vputty.collector.sflow.pcap;

import java.time.Instant;

/**
 * One packet of a capture.
 *
 * @param time when it was captured
 * @param linkType what its bytes begin with, of the tcpdump group's LINKTYPE numbers
 * @param bytes as much of it as was kept; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
record CapturedPacket(Instant time, int linkType, byte[] bytes) {}
