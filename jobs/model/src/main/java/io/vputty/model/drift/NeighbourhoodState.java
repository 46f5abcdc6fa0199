package io.vputty.model.drift;

/** What is remembered of one VM's peers as a whole; a mutable state type of 80 bytes. */
public final class NeighbourhoodState {
  /** Panes in the open block. */
  public int panes;

  /** Samples in it. */
  public double samples;

  /** Closed blocks that taught what is usual. */
  public int blocks;

  /** Mean of their squared distances from what was usual. */
  public double distance;

  /** Mean of the squares of those. */
  public double squares;

  /** Evidence that the peers have changed, nats. */
  public double score;

  /** End of the last block at which there was none, ms. */
  public long onsetMs;

  /** Whether each of the last blocks pointed to a change, newest in the lowest bit. */
  public int pointing;
}
