package io.vputty.model.footprint;

/** What may be done with a VM without asking. */
public enum Automation {
  /** Never moved. */
  PINNED,
  /** Moves are recommended, and carried out when a person approves. */
  MANUAL,
  /** Moves may be carried out by themselves. */
  AUTOMATIC
}
