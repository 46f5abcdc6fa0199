package io.vputty.mapping;

import io.vputty.schema.GainTerm;
import io.vputty.schema.MoveState;
import io.vputty.schema.Verdict;
import java.time.Instant;

/** Verdicts on moves to verdicts of the contract. */
public final class VerdictMapping {

  private VerdictMapping() {}

  /** The record of a verdict. */
  public static Verdict toRecord(MoveVerdict verdict) {
    return Verdict.newBuilder()
        .setTime(Instant.ofEpochMilli(verdict.timeMs()))
        .setMoveId(verdict.moveId())
        .setPlanId(verdict.planId())
        .setDomain(verdict.domain())
        .setVm(verdict.vm())
        .setSource(verdict.source())
        .setTarget(verdict.target())
        .setWave(verdict.wave())
        .setState(verdict.helped() ? MoveState.VERIFIED : MoveState.INEFFECTIVE)
        .setPredicted(EdgeMapping.interval(verdict.predicted()))
        .setRealised(EdgeMapping.interval(verdict.realised()))
        .setAttributed(EdgeMapping.interval(verdict.attributed()))
        .setWavePredicted(EdgeMapping.interval(verdict.wavePredicted()))
        .setWaveAttributed(EdgeMapping.interval(verdict.waveAttributed()))
        .setTerms(verdict.terms().stream().map(VerdictMapping::term).toList())
        .setMeasuredMs(verdict.measuredMs())
        .setRollback(verdict.rollback())
        .setDetail(verdict.detail())
        .build();
  }

  private static GainTerm term(MoveVerdict.Term term) {
    return new GainTerm(
        term.name(),
        EdgeMapping.interval(term.predicted()),
        EdgeMapping.interval(term.realised()),
        EdgeMapping.interval(term.attributed()));
  }
}
