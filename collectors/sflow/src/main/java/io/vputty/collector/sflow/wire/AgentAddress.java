package io.vputty.collector.sflow.wire;

/**
 * An agent's IPv4 or IPv6 address.
 *
 * @param version 4 or 6
 * @param high first 8 bytes of an IPv6 address; 0 for IPv4
 * @param low last 8 bytes of an IPv6 address, or the IPv4 address in the low 32 bits
 */
public record AgentAddress(int version, long high, long low) {}
