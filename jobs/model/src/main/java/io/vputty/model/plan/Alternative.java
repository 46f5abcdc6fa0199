package io.vputty.model.plan;

/**
 * Another host that a VM could have been moved to.
 *
 * @param host that host
 * @param differencePerHour what going there gains over going where the plan moves it, all other
 *     moves made, $ per hour; negative if it is worse
 * @param refusal why it could not go there, with all other moves made; empty if it could
 */
public record Alternative(String host, double differencePerHour, String refusal) {}
