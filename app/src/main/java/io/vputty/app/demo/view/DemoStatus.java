package io.vputty.app.demo.view;

/**
 * Where the demo stands.
 *
 * @param second seconds of traffic
 * @param edges live edges
 * @param costPerHour true cost of the last 5 s, $ per hour
 * @param wireBytesPerSecond true bytes per second that crossed a wire in the last 5 s
 * @param estimatedCostPerHour cost of the edges as the pipeline estimates them, $ per hour
 * @param drifts drift events so far
 * @param plans plans with moves so far
 * @param moves moves that succeeded so far
 */
public record DemoStatus(
    long second,
    int edges,
    double costPerHour,
    double wireBytesPerSecond,
    double estimatedCostPerHour,
    long drifts,
    long plans,
    long moves) {}
