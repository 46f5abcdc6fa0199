package io.vputty.mapping;

import io.vputty.model.estimate.Interval;
import java.util.List;

/**
 * Whether one move helped, as it is told.
 *
 * @param timeMs end of the measurement, ms
 * @param helped true if it helped for sure
 * @param predicted gain predicted of the move, $ per hour
 * @param realised cost before minus after of all its wave touched
 * @param attributed its marginal share of what the wave gained
 * @param wavePredicted gain predicted of its wave
 * @param waveAttributed what the wave gained
 * @param terms the wave by term
 * @param measuredMs length of the measurement after the wave, ms
 * @param rollback true when going back is recommended
 * @param detail why, for a person
 */
public record MoveVerdict(
    long timeMs,
    String moveId,
    String planId,
    String domain,
    String vm,
    String source,
    String target,
    int wave,
    boolean helped,
    Interval predicted,
    Interval realised,
    Interval attributed,
    Interval wavePredicted,
    Interval waveAttributed,
    List<Term> terms,
    long measuredMs,
    boolean rollback,
    String detail) {

  /** One term of what a wave gained, $ per hour. */
  public record Term(String name, Interval predicted, Interval realised, Interval attributed) {}

  public MoveVerdict {
    terms = List.copyOf(terms);
  }
}
