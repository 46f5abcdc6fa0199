package io.vputty.job.affinity;

import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FlowSecond;
import io.vputty.model.footprint.Automation;
import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Vm;
import io.vputty.model.footprint.Volume;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;

/** Two hosts of one rack, a VM on each, and what their agents see. */
final class Fixtures {

  static final String AGENT_A = "10.0.0.1";
  static final String AGENT_B = "10.0.0.2";
  static final String SWITCH = "10.0.0.9";
  static final FlowSecond.Pair G1_TO_G2 = new FlowSecond.Pair(1, "ip-1", 2, "ip-2", -1);
  static final FlowSecond.Pair G1_TO_STRANGER = new FlowSecond.Pair(1, "ip-1", 99, "ip-99", -1);

  private Fixtures() {}

  static FleetChange host(String name, String agent) {
    Host host = new Host(name, "dc", "rack", "zone", 8, 1L << 36, true, Map.of());
    return new FleetChange(
        0,
        "host/" + name,
        "dc",
        false,
        host,
        null,
        null,
        agent.isEmpty() ? List.of() : List.of(agent),
        false,
        List.of(),
        List.of(),
        -1,
        0,
        0);
  }

  static FleetChange vm(String id, long mac, String host, long timeMs) {
    Vm vm = new Vm(id, id, host, "dc", 1, 1L << 30, Automation.AUTOMATIC, "", "", Map.of(), "", -1);
    return new FleetChange(
        timeMs,
        "vm/" + id,
        "dc",
        false,
        null,
        vm,
        null,
        List.of(),
        false,
        List.of(mac),
        List.of("ip-" + mac),
        -1,
        0,
        0);
  }

  static FleetChange volume(String id, String host) {
    return new FleetChange(
        0,
        "volume/" + id,
        "dc",
        false,
        null,
        null,
        new Volume(id, host, ""),
        List.of(),
        false,
        List.of(),
        List.of(),
        -1,
        0,
        0);
  }

  static FlowSecond second(long timeMs, String agent, FlowSecond.Pair pair, long samples) {
    return second(timeMs, agent, pair, samples, false, 0);
  }

  static FlowSecond second(
      long timeMs, String agent, FlowSecond.Pair pair, long samples, boolean egress, long lost) {
    long bytes = samples * 1_000;
    FlowSecond.FlowCount count =
        new FlowSecond.FlowCount(pair, 0, egress, 100, samples, bytes, samples * 1_000_000, 0);
    return new FlowSecond(timeMs, agent, 10, lost, List.of(count));
  }

  static Sighting sighting(long paneEndMs, String agent, long samples, boolean egress) {
    Sighting sighting = new Sighting();
    sighting.paneEndMs = paneEndMs;
    sighting.agent = agent;
    sighting.egress = egress;
    sighting.pair = G1_TO_G2;
    sighting.sums.add(100, samples, samples * 1_000, samples * 1_000_000, 0);
    sighting.arrived = 10;
    return sighting;
  }

  /** Entries of keyed state that an operator holds over all keys. */
  static int stateEntries(AbstractStreamOperator<?> operator) {
    return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
  }
}
