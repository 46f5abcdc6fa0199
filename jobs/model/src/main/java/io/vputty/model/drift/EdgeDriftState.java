package io.vputty.model.drift;

/**
 * What the detector remembers of one edge: a mutable state type of primitive fields and two short
 * arrays, under 200 bytes both serialized and on the heap. A new one knows nothing; only {@link
 * #bornLate} is set by the caller.
 */
public final class EdgeDriftState {

  /** First seen when the job had run longer than the warm-up: the edge was not there before. */
  public boolean bornLate;

  /** The last panes, newest in bit 0: set where more came than expected. */
  public byte upPanes;

  /** The last panes, newest in bit 0: set where less came than expected. */
  public byte downPanes;

  /** Panes in the baseline, at most the memory; 0 before the first. */
  public int panes;

  /** Samples in the baseline, old ones fading. */
  public double samples;

  /** Exposure of the baseline, fading alike: samples expected at a rate of one. */
  public double exposure;

  /** Sum of squared errors beyond Poisson noise, fading alike. */
  public double excess;

  /** Sum of squared means, fading alike; {@code excess / squaredMeans} is the dispersion. */
  public double squaredMeans;

  /** Panes held back from the baseline while a change is in the air. */
  public int heldPanes;

  /** Samples in them. */
  public float heldSamples;

  /** Their exposure. */
  public float heldExposure;

  /** Their part of {@link #excess}. */
  public float heldExcess;

  /** Their part of {@link #squaredMeans}. */
  public float heldSquaredMeans;

  /** Of each test its score in nats, and the samples and the exposure since that was zero. */
  public float[] sums = new float[3 * Evidence.TESTS];

  /** Of each test the end of the last pane at which its score was zero, ms; 0 before the first. */
  public long[] onsetMs = new long[Evidence.TESTS];
}
