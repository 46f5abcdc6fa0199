package io.vputty.model.drift;

/** What is remembered of one level; a mutable state type. */
public final class LevelState {
  /** Values that the reference was learned from, and that are left to skip before, negative. */
  public int values;

  /** Mean of those. */
  public double mean;

  /** Sum of their squared distances from the mean. */
  public double squares;

  /** Evidence that the level has risen, nats. */
  public double score;

  /** Time of the last value at which there was no evidence, ms. */
  public long onsetMs;

  /** Values since then, and their sum. */
  public int sinceValues;

  public double sinceSum;
}
