package io.vputty.job.affinity.conflict;

import io.vputty.model.load.Conflict;

/** What was last emitted of a conflict; a Flink POJO. */
public final class ToldConflict {

  /** A weight has changed if it is off by this share of itself. */
  private static final double CHANGE = 0.05;

  /** A weight below this is judged as if it were this, cores. */
  private static final double FLOOR_CORES = 0.05;

  /** What has not changed is told again after this time, ms. */
  static final long REFRESH_MS = 3_600_000;

  public String from = "";
  public String to = "";

  /** Weight, cores; 0 before anything was emitted. */
  public double cores;

  /** End of the window that was emitted, ms. */
  public long endMs;

  static ToldConflict of(Conflict conflict, long endMs) {
    ToldConflict told = new ToldConflict();
    told.from = conflict.from();
    told.to = conflict.to();
    told.cores = conflict.cores().value();
    told.endMs = endMs;
    return told;
  }

  /** Names a pair in the state of its host. */
  static String key(Conflict conflict) {
    return conflict.from() + '\n' + conflict.to();
  }

  /** Whether a conflict is worth telling, new or anew. */
  static boolean isDue(double beforeCores, double nowCores) {
    return Math.abs(nowCores - beforeCores) > CHANGE * Math.max(beforeCores, FLOOR_CORES);
  }

  /** Whether it is worth telling again. */
  boolean isDue(Conflict now, long nowMs) {
    return isDue(cores, now.cores().value()) || nowMs - endMs >= REFRESH_MS;
  }
}
