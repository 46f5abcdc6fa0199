package io.vputty.model.plan;

/** What planning came to: moves, or the reason for none. */
public sealed interface PlanResult permits Recommendation, NoMove {}
