package io.vputty.model.drift;

/** How an edge changed. */
public enum DriftDirection {
  /** It carries more than before. */
  SURGE,
  /** It carries less than before. */
  FADE,
  /** It was not there. */
  APPEARANCE,
  /** It is no more. */
  DISAPPEARANCE
}
