package io.vputty.job.reshape;

/**
 * CPU load of one VM, the mean over a period.
 *
 * @param endMs end of the period, ms
 * @param millicores CPU in use, thousandths of a core
 */
public record LoadPeriod(String vm, long endMs, long millicores) {}
