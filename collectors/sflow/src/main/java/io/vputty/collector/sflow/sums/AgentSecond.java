package io.vputty.collector.sflow.sums;

/** What one agent sent in one second. */
final class AgentSecond {

  private final String agent;
  private final FlowTable flows = new FlowTable();
  private long datagrams;
  private long lostDatagrams;
  private long agentDrops;

  AgentSecond(String agent) {
    this.agent = agent;
  }

  String agent() {
    return agent;
  }

  FlowTable flows() {
    return flows;
  }

  long datagrams() {
    return datagrams;
  }

  /** Datagrams missing, less those that came late; never negative. */
  long lostDatagrams() {
    return Math.max(0, lostDatagrams);
  }

  long agentDrops() {
    return agentDrops;
  }

  void count(int lostBefore) {
    datagrams++;
    lostDatagrams += lostBefore;
  }

  void countDrops(long drops) {
    agentDrops += drops;
  }
}
