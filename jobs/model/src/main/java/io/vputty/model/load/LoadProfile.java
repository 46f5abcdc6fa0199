package io.vputty.model.load;

/**
 * A VM's load over the last hour, pane by pane: one ring for each quantity. A mutable state type
 * with public fields. How it loads its host by the hour of the week is in {@link WeekProfile}.
 */
public final class LoadProfile {
  public PaneRing cpu = new PaneRing();
  public PaneRing disk = new PaneRing();
  public PaneRing network = new PaneRing();

  /** Of no length: what Flink fills in. */
  public LoadProfile() {}

  /**
   * An empty profile.
   *
   * @param panes how many make the hour
   */
  public LoadProfile(long paneMs, int panes) {
    cpu = new PaneRing(paneMs, panes);
    disk = new PaneRing(paneMs, panes);
    network = new PaneRing(paneMs, panes);
  }

  /** Takes in what is known of a pane. */
  public void add(long paneEndMs, LoadLevels levels) {
    for (Quantity quantity : Quantity.values()) {
      if (levels.of(quantity) != LoadLevels.UNKNOWN) {
        of(quantity).put(paneEndMs, levels.of(quantity));
      }
    }
  }

  /** The ring of one quantity. */
  public PaneRing of(Quantity quantity) {
    return switch (quantity) {
      case CPU -> cpu;
      case DISK -> disk;
      case NETWORK -> network;
    };
  }

  /** Whether nothing is known of the panes up to that which ends then. */
  public boolean isSilentUntil(long lastEndMs) {
    return cpu.isSilentUntil(lastEndMs)
        && disk.isSilentUntil(lastEndMs)
        && network.isSilentUntil(lastEndMs);
  }
}
