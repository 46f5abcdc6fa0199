package io.vputty.app.demo.view;

/**
 * How long it took from the moment tenants changed their talk to the committed drift events.
 *
 * @param events events about the change so far
 * @param firstSeconds from the change to the first one in Kafka, s
 * @param detectionPanes panes that its detector needed of that
 * @param latencySeconds what came on top: from the end of the last of those panes to Kafka, s
 * @param largestLatencySeconds the same of the slowest event, s
 * @param allowedSeconds what may come on top, s: out-of-orderness, two checkpoint intervals, 1 s
 */
public record DriftDelay(
    int events,
    double firstSeconds,
    long detectionPanes,
    double latencySeconds,
    double largestLatencySeconds,
    double allowedSeconds) {}
