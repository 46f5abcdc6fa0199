/** Captures in the classic pcap format, and the UDP datagrams in them. */
@NullMarked
package io.vputty.collector.sflow.pcap;

import org.jspecify.annotations.NullMarked;
