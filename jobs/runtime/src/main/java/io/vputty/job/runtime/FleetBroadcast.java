package io.vputty.job.runtime;

import io.vputty.mapping.FleetChange;
import io.vputty.mapping.FleetMapping;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
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
import org.jspecify.annotations.Nullable;

/**
 * The fleet's history in the broadcast state of an operator. Versions are kept by their own time,
 * so it does not matter when one arrives, as long as questions are asked at the watermark.
 */
public final class FleetBroadcast implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final MapStateDescriptor<String, List<FleetChange>> STATE =
      new MapStateDescriptor<>(
          "fleet", Types.STRING, Types.LIST(TypeInformation.of(FleetChange.class)));

  private final long keepMs;
  private transient @Nullable FleetHistory history;

  /**
   * Starts empty.
   *
   * @param keepMs how far behind the watermark questions may be asked, ms
   */
  public FleetBroadcast(long keepMs) {
    this.keepMs = keepMs;
  }

  /** The inventory topic as changes of the fleet. */
  public static DataStream<FleetChange> read(TopicPipes pipes) {
    return pipes.read(
        Topics.INVENTORY,
        TopicPipes.Input.CONTROL,
        TypeInformation.of(FleetChange.class),
        (record, position) ->
            record instanceof Inventory inventory
                ? FleetMapping.change(
                    inventory, position.timeMs(), position.partition(), position.offset())
                : null);
  }

  /** The changes for every subtask of an operator. */
  public static BroadcastStream<FleetChange> broadcast(DataStream<FleetChange> changes) {
    return changes.broadcast(STATE);
  }

  /** Takes in a change, and drops what no question at {@code watermarkMs} or later needs. */
  public void add(
      FleetChange change, BroadcastState<String, List<FleetChange>> state, long watermarkMs)
      throws Exception {
    FleetHistory fleet = history(state);
    fleet.add(change);
    if (watermarkMs > Long.MIN_VALUE + keepMs) {
      fleet.forget(change.entity(), watermarkMs - keepMs);
    }
    state.put(change.entity(), List.copyOf(fleet.versions(change.entity())));
  }

  /** The fleet as this operator knows it. */
  public FleetHistory history(ReadOnlyBroadcastState<String, List<FleetChange>> state)
      throws Exception {
    if (history == null) {
      history = new FleetHistory();
      for (Map.Entry<String, List<FleetChange>> entry : state.immutableEntries()) {
        entry.getValue().forEach(history::add);
      }
    }
    return history;
  }

  /** Names the state in the operator's contexts. */
  public static MapStateDescriptor<String, List<FleetChange>> state() {
    return STATE;
  }
}
