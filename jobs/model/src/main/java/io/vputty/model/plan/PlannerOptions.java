package io.vputty.model.plan;

/**
 * How bold and how thorough planning is.
 *
 * @param maxMoves most migrations in one plan
 * @param horizonHours time over which a gain must pay its cost, hours
 * @param margin how many times its cost a gain must be worth at least
 * @param evaluationBudget moves and swaps evaluated at most, about: a measure of time that repeats;
 *     0 for as many as the number of VMs and of moves asks for
 * @param seed seed of the search
 * @param hostMovesAtOnce most migrations from or to one host in one wave
 */
public record PlannerOptions(
    int maxMoves,
    double horizonHours,
    double margin,
    long evaluationBudget,
    long seed,
    int hostMovesAtOnce) {

  public PlannerOptions {
    if (maxMoves < 0 || evaluationBudget < 0) {
      throw new IllegalArgumentException(
          "maxMoves (%s) and evaluationBudget (%s) must not be negative"
              .formatted(maxMoves, evaluationBudget));
    }
    if (hostMovesAtOnce < 1) {
      throw new IllegalArgumentException(
          "hostMovesAtOnce (%s) must be positive".formatted(hostMovesAtOnce));
    }
    if (!(horizonHours > 0) || !(margin >= 0)) {
      throw new IllegalArgumentException(
          "horizonHours (%s) must be positive, margin (%s) not negative"
              .formatted(horizonHours, margin));
    }
  }

  /** At most 20 moves that pay twice over in a day, four at once at each host. */
  public static PlannerOptions defaults() {
    return new PlannerOptions(20, 24, 2, 0, 1, 4);
  }

  /** These options with another number of moves. */
  public PlannerOptions withMaxMoves(int moves) {
    return new PlannerOptions(moves, horizonHours, margin, evaluationBudget, seed, hostMovesAtOnce);
  }

  /** These options with another margin. */
  public PlannerOptions withMargin(double other) {
    return new PlannerOptions(
        maxMoves, horizonHours, other, evaluationBudget, seed, hostMovesAtOnce);
  }

  /** These options with another budget of evaluations. */
  public PlannerOptions withEvaluations(long evaluations) {
    return new PlannerOptions(maxMoves, horizonHours, margin, evaluations, seed, hostMovesAtOnce);
  }
}
