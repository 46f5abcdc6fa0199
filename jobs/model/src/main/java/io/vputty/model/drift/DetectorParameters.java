package io.vputty.model.drift;

/**
 * How quick and how quiet a detector is. Panes count, not seconds: a detector behaves the same at
 * any pane length.
 *
 * @param learnPanes first panes of an edge, which only teach the baseline
 * @param warmUpPanes panes until the threshold is at its lowest
 * @param memoryPanes panes after which the baseline forgets
 * @param youngFactor how many times the threshold is when learning ends; it falls to 1 at the end
 *     of the warm-up
 * @param riseFactor rate, as a multiple of the baseline, that the test for a rise looks for
 * @param surgeFactor rate, as a multiple of the baseline, that the test for a surge looks for
 * @param fadeFactor rate, as a share of the baseline, that the test for a fade looks for
 * @param residue rate, as a share of the baseline, that counts as none
 * @param confirmPanes panes that must point the same way, of the last {@link #CONFIRM_OF}
 * @param minimumFactor smallest ratio between before and after that is worth telling
 * @param minimumSamples smallest change that is worth telling, samples a pane
 * @param minimumDispersion least burstiness assumed of any edge
 * @param caution standard deviations by which the baseline is taken to be wrong
 * @param proof share of the threshold that the likelihood ratio of before and since must reach when
 *     neither rate is taken for known
 * @param absentSamples samples a pane that an edge which was not there may have
 */
public record DetectorParameters(
    int learnPanes,
    int warmUpPanes,
    int memoryPanes,
    double youngFactor,
    double riseFactor,
    double surgeFactor,
    double fadeFactor,
    double residue,
    int confirmPanes,
    double minimumFactor,
    double minimumSamples,
    double minimumDispersion,
    double caution,
    double proof,
    double absentSamples) {

  /** Panes among which {@code confirmPanes} must agree. */
  public static final int CONFIRM_OF = 8;

  public DetectorParameters {
    require(learnPanes >= 2, "learnPanes", learnPanes, "must be at least 2");
    require(warmUpPanes > learnPanes, "warmUpPanes", warmUpPanes, "must exceed learnPanes");
    require(memoryPanes >= warmUpPanes, "memoryPanes", memoryPanes, "must reach warmUpPanes");
    require(youngFactor >= 1, "youngFactor", youngFactor, "must be at least 1");
    require(riseFactor > 1, "riseFactor", riseFactor, "must exceed 1");
    require(surgeFactor > riseFactor, "surgeFactor", surgeFactor, "must exceed riseFactor");
    require(fadeFactor > 0 && fadeFactor < 1, "fadeFactor", fadeFactor, "must be inside 0-1");
    require(residue > 0 && residue < fadeFactor, "residue", residue, "must be below fadeFactor");
    require(
        confirmPanes >= 1 && confirmPanes <= CONFIRM_OF,
        "confirmPanes",
        confirmPanes,
        "must be 1 to " + CONFIRM_OF);
    require(minimumFactor >= 1, "minimumFactor", minimumFactor, "must be at least 1");
    require(minimumSamples >= 0, "minimumSamples", minimumSamples, "must not be negative");
    require(minimumDispersion > 0, "minimumDispersion", minimumDispersion, "must be positive");
    require(caution >= 0, "caution", caution, "must not be negative");
    require(proof >= 0, "proof", proof, "must not be negative");
    require(absentSamples > 0, "absentSamples", absentSamples, "must be positive");
  }

  /** Tuned by simulation, see {@link EdgeDetector}. */
  public static DetectorParameters defaults() {
    return new DetectorParameters(
        20, 50, 300, 1.5, 1.3, 2, 0.5, 0.02, 3, 1.2, 0.25, 0.02, 0.75, 0.85, 0.25);
  }

  private static void require(boolean holds, String name, double value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s (%s) %s".formatted(name, value, rule));
    }
  }
}
