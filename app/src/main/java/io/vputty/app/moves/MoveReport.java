package io.vputty.app.moves;

import io.vputty.schema.MoveOutcome;

/**
 * One report of a move.
 *
 * @param outcome what was reported
 * @param offset where it stands in its partition
 * @param counts whether it could follow what came before it; if not, its writer had lost a race
 */
public record MoveReport(MoveOutcome outcome, long offset, boolean counts) {}
