package io.vputty.job.affinity;

/** What arrived of one agent's samples in one pane, or part of it; a Flink POJO. */
public final class AgentPane {
  public String agent = "";

  /** End of the pane, ms. */
  public long paneEndMs;

  /** When it takes effect, ms: the end of its pane, or a later one's if it came late. */
  public long atMs;

  /** Flow samples that arrived. */
  public long arrived;

  /** Flow samples that did not. */
  public long lost;

  /** Samples whose sums arrived, fewer than {@code arrived} where a collector shed. */
  public long samples;

  /** Packets that those stood for, rounded for each entry. */
  public long packets;

  /** Adds another part of the same. */
  void add(AgentPane more) {
    arrived += more.arrived;
    lost += more.lost;
    samples += more.samples;
    packets += more.packets;
  }
}
