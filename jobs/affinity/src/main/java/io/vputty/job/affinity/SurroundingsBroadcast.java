package io.vputty.job.affinity;

import io.vputty.job.runtime.FleetBroadcast;
import io.vputty.job.runtime.FleetHistory;
import io.vputty.mapping.FleetChange;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BaseBroadcastProcessFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fleet's history and the agents' reports in the broadcast state of an operator. Both are kept
 * by their own time, so it does not matter when one arrives, as long as questions are asked at the
 * watermark.
 */
final class SurroundingsBroadcast implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, List<AgentPane>> REPORTS =
      new MapStateDescriptor<>(
          "agents", Types.STRING, Types.LIST(TypeInformation.of(AgentPane.class)));

  private final long keepMs;
  private final long agentTimeoutMs;
  private final FleetBroadcast fleet;
  private transient @Nullable AgentReports reports;

  /**
   * Starts empty.
   *
   * @param keepMs how far behind the watermark questions may be asked, ms
   * @param agentTimeoutMs an agent that has said nothing for so long is taken to be gone, ms
   */
  SurroundingsBroadcast(long keepMs, long agentTimeoutMs) {
    this.keepMs = keepMs;
    this.agentTimeoutMs = agentTimeoutMs;
    this.fleet = new FleetBroadcast(keepMs);
  }

  /** Both for every subtask of an operator. */
  static BroadcastStream<Surroundings> broadcast(
      DataStream<FleetChange> changes, DataStream<AgentPane> reports) {
    DataStream<Surroundings> fleet =
        changes
            .map(change -> Surroundings.of(change))
            .returns(Surroundings.class)
            .name("inventory around edges")
            .uid("surroundings-inventory");
    DataStream<Surroundings> agents =
        reports
            .map(report -> Surroundings.of(report))
            .returns(Surroundings.class)
            .name("agents around edges")
            .uid("surroundings-agents");
    return fleet.union(agents).broadcast(FleetBroadcast.state(), REPORTS);
  }

  /** Takes in one thing, and drops what no question at the watermark or later needs. */
  void add(Surroundings one, BaseBroadcastProcessFunction.Context context) throws Exception {
    if (one.change != null) {
      fleet.add(
          one.change,
          context.getBroadcastState(FleetBroadcast.state()),
          context.currentWatermark());
    }
    if (one.report != null) {
      add(one.report, context.getBroadcastState(REPORTS), context.currentWatermark());
    }
  }

  private void add(
      AgentPane report, BroadcastState<String, List<AgentPane>> state, long watermarkMs)
      throws Exception {
    AgentReports all = reports(state);
    List<AgentPane> known = all.add(report);
    if (watermarkMs > Long.MIN_VALUE + keepMs) {
      all.forget(report.agent, watermarkMs - keepMs);
    }
    state.put(report.agent, known);
  }

  /** The fleet as this operator knows it. */
  FleetHistory fleet(BaseBroadcastProcessFunction.ReadOnlyContext context) throws Exception {
    return fleet.history(context.getBroadcastState(FleetBroadcast.state()));
  }

  /** What agents reported, as this operator knows it. */
  AgentReports reports(BaseBroadcastProcessFunction.ReadOnlyContext context) throws Exception {
    return reports(context.getBroadcastState(REPORTS));
  }

  private AgentReports reports(ReadOnlyBroadcastState<String, List<AgentPane>> state)
      throws Exception {
    if (reports == null) {
      reports = new AgentReports(agentTimeoutMs);
      for (Map.Entry<String, List<AgentPane>> entry : state.immutableEntries()) {
        entry.getValue().forEach(reports::add);
      }
    }
    return reports;
  }

  /** Names the state in the operator's contexts. */
  static List<MapStateDescriptor<?, ?>> states() {
    return List.of(FleetBroadcast.state(), REPORTS);
  }
}
