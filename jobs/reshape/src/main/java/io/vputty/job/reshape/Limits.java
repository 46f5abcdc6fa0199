package io.vputty.job.reshape;

import java.io.Serializable;

/**
 * How much may move.
 *
 * @param movesPerPlan most migrations in one plan
 * @param movesPerHour most migrations of the domain that end in one hour
 * @param hostMovesPerHour most migrations from or to one host that end in one hour
 * @param hostMovesAtOnce most migrations from or to one host in one wave
 * @param reserveShare share of each host's cores and memory that is kept free
 * @param frozenShare with more of the hosts than this without telemetry the domain is held
 */
record Limits(
    int movesPerPlan,
    int movesPerHour,
    int hostMovesPerHour,
    int hostMovesAtOnce,
    double reserveShare,
    double frozenShare)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  Limits {
    if (movesPerPlan < 0 || movesPerHour < 0 || hostMovesPerHour < 0 || hostMovesAtOnce < 1) {
      throw new IllegalArgumentException(
          "most moves (%d a plan, %d an hour, %d an hour and host) must not be negative, at once (%d) above 0"
              .formatted(movesPerPlan, movesPerHour, hostMovesPerHour, hostMovesAtOnce));
    }
    if (!(frozenShare >= 0 && frozenShare <= 1) || !(reserveShare >= 0 && reserveShare < 1)) {
      throw new IllegalArgumentException(
          "frozen hosts (%s) and reserve (%s) must be shares".formatted(frozenShare, reserveShare));
    }
  }
}
