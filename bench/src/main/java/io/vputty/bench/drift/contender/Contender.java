package io.vputty.bench.drift.contender;

import io.vputty.model.drift.DetectorParameters;
import io.vputty.model.drift.EdgeDetector;

/** A way to watch an edge. */
public enum Contender {
  /** The detector of the drift job. */
  OURS("ours"),
  /** The same without its test for small shifts. */
  OURS_WITHOUT_RISE("without it"),
  /** Page-Hinkley. */
  PAGE_HINKLEY("Page-Hinkley"),
  /** Adaptive windowing. */
  ADWIN("ADWIN"),
  /** MIDAS-R. */
  MIDAS("MIDAS-R"),
  /** A cumulative sum that is told everything but when. */
  ORACLE("oracle");

  private static final EdgeDetector DETECTOR = new EdgeDetector(DetectorParameters.defaults());
  private static final EdgeDetector WITHOUT_RISE = new EdgeDetector(withoutRise());

  private final String title;

  Contender(String title) {
    this.title = title;
  }

  /** What a small shift is tested for is what a surge is tested for anyway. */
  private static DetectorParameters withoutRise() {
    DetectorParameters all = DetectorParameters.defaults();
    return new DetectorParameters(
        all.learnPanes(),
        all.warmUpPanes(),
        all.memoryPanes(),
        all.youngFactor(),
        Math.nextDown(all.surgeFactor()),
        all.surgeFactor(),
        all.fadeFactor(),
        all.residue(),
        all.confirmPanes(),
        all.minimumFactor(),
        all.minimumSamples(),
        all.minimumDispersion(),
        all.caution(),
        all.proof(),
        all.absentSamples());
  }

  /** Its name. */
  public String title() {
    return title;
  }

  /** Whether its evidence does not depend on the threshold, so that one run finds the threshold. */
  public boolean tunesInOneRun() {
    return this != OURS && this != OURS_WITHOUT_RISE;
  }

  /**
   * Begins to watch an edge.
   *
   * @param traffic the edge's, which only the oracle looks at
   * @param factor change to come, which only the oracle looks at
   * @param threshold evidence that will be an alarm, which only ours looks at
   */
  public Watch watch(Traffic traffic, double factor, double threshold) {
    return switch (this) {
      case OURS -> new OurWatch(DETECTOR, threshold);
      case OURS_WITHOUT_RISE -> new OurWatch(WITHOUT_RISE, threshold);
      case PAGE_HINKLEY -> new PageHinkley();
      case ADWIN -> new Adwin();
      case MIDAS -> new MidasR();
      case ORACLE -> new Oracle(traffic, factor);
    };
  }
}
