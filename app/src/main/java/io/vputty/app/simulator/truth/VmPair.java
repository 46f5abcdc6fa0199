package io.vputty.app.simulator.truth;

/**
 * Two VMs in the order of sending.
 *
 * @param from id of the sender
 * @param to id of the receiver
 */
public record VmPair(String from, String to) {}
