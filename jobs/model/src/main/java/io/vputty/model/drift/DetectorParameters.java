package io.vputty.model.drift;

/**
 * How quick and how quiet a detector is.
 *
 * @param warmUpPanes panes until the threshold is at its lowest
 */
public record DetectorParameters(int warmUpPanes) {

  /** Defaults. */
  public static DetectorParameters defaults() {
    return new DetectorParameters(50);
  }
}
