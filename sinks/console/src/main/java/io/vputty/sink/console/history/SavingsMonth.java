package io.vputty.sink.console.history;

/**
 * What moves were worth in one month (UTC): in which they were planned, succeeded, or were judged.
 *
 * @param month as 2026-11
 * @param advised moves planned; the same VM between the same hosts once, as it was planned last
 * @param advisedPerHour what they were predicted to gain, $ per hour
 * @param executed moves that succeeded
 * @param executedPerHour what they were predicted to gain, $ per hour
 * @param migrationCost what they cost once, $
 * @param judged moves with a verdict
 * @param attributedPerHour what those were measured to gain, $ per hour
 */
public record SavingsMonth(
    String month,
    int advised,
    double advisedPerHour,
    int executed,
    double executedPerHour,
    double migrationCost,
    int judged,
    double attributedPerHour) {}
