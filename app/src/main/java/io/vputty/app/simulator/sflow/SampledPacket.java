package io.vputty.app.simulator.sflow;

import io.vputty.app.simulator.fleet.SimulatedVm;

/**
 * A packet that a vSwitch picked.
 *
 * @param source sending VM
 * @param destination receiving VM
 * @param sourcePort TCP port of the sender
 * @param destinationPort TCP port of the receiver
 * @param frameBytes length of the frame without FCS
 * @param inputPort ifIndex it entered the vSwitch by
 * @param outputPort ifIndex it left by
 */
public record SampledPacket(
    SimulatedVm source,
    SimulatedVm destination,
    int sourcePort,
    int destinationPort,
    int frameBytes,
    int inputPort,
    int outputPort) {}
