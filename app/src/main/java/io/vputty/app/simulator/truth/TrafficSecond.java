package io.vputty.app.simulator.truth;

/**
 * What every conversation carried in one second, and who played in it where. The arrays are
 * snapshots that nobody changes.
 *
 * @param bytes bytes by conversation
 * @param vmOfRole VM that plays each role
 * @param hostOfVm host of each VM
 */
@SuppressWarnings("ArrayRecordComponent") // snapshots, never compared
record TrafficSecond(long[] bytes, int[] vmOfRole, int[] hostOfVm) {}
