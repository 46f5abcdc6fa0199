package io.vputty.job.runtime;

import io.vputty.mapping.SettingChange;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Setting;
import io.vputty.schema.Topics;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.BaseBroadcastProcessFunction;

/**
 * The fleet and the settings with their history in the broadcast state of an operator; asked at the
 * watermark, as of a time.
 */
public final class ControlBroadcast implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final TypeInformation<ControlChange> CHANGE =
      TypeInformation.of(ControlChange.class);

  private static final MapStateDescriptor<String, List<SettingChange>> SETTINGS =
      new MapStateDescriptor<>(
          "settings", Types.STRING, Types.LIST(TypeInformation.of(SettingChange.class)));

  private static final Comparator<SettingChange> ORDER =
      Comparator.comparingLong(SettingChange::timeMs)
          .thenComparingInt(SettingChange::partition)
          .thenComparingLong(SettingChange::offset);

  private final FleetBroadcast fleet;
  private final Prices prices;

  /**
   * Starts empty.
   *
   * @param keepMs how far behind the watermark questions may be asked, ms
   * @param prices prices where nothing is set
   */
  public ControlBroadcast(long keepMs, Prices prices) {
    this.fleet = new FleetBroadcast(keepMs);
    this.prices = prices;
  }

  /** Both topics for every subtask of an operator. */
  public static BroadcastStream<ControlChange> read(TopicPipes pipes) {
    DataStream<ControlChange> fleet =
        FleetBroadcast.read(pipes)
            .map(change -> new ControlChange(change, null))
            .returns(CHANGE)
            .name("fleet to all")
            .uid("fleet-to-all");
    DataStream<ControlChange> settings =
        pipes.read(
            Topics.SETTINGS,
            TopicPipes.Input.CONTROL,
            CHANGE,
            (record, position) ->
                record instanceof Setting setting
                    ? new ControlChange(
                        null,
                        SettingChange.of(
                            setting, position.timeMs(), position.partition(), position.offset()))
                    : null);
    return fleet.union(settings).broadcast(FleetBroadcast.state(), SETTINGS);
  }

  /** Takes in a change, and drops what no question at the watermark or later needs. */
  public void add(ControlChange change, BaseBroadcastProcessFunction.Context context)
      throws Exception {
    if (change.fleet() != null) {
      fleet.add(
          change.fleet(),
          context.getBroadcastState(FleetBroadcast.state()),
          context.currentWatermark());
    }
    if (change.setting() != null) {
      add(change.setting(), context.getBroadcastState(SETTINGS), context.currentWatermark());
    }
  }

  private static void add(
      SettingChange change, BroadcastState<String, List<SettingChange>> state, long watermarkMs)
      throws Exception {
    List<SettingChange> known = state.get(change.key());
    List<SettingChange> versions = known == null ? new ArrayList<>() : new ArrayList<>(known);
    versions.add(change);
    versions.sort(ORDER);
    while (versions.size() > 1 && versions.get(1).timeMs() <= watermarkMs) {
      versions.remove(0);
    }
    state.put(change.key(), versions);
  }

  /** The fleet as this operator knows it. */
  public FleetHistory fleet(BaseBroadcastProcessFunction.ReadOnlyContext context) throws Exception {
    return fleet.history(context.getBroadcastState(FleetBroadcast.state()));
  }

  /** The settings of a domain as of a time: its own before those of all. */
  public DomainSettings settings(
      String domain, BaseBroadcastProcessFunction.ReadOnlyContext context, long timeMs)
      throws Exception {
    ReadOnlyBroadcastState<String, List<SettingChange>> state = context.getBroadcastState(SETTINGS);
    Map<String, SettingChange> settings = new TreeMap<>();
    for (String scope : List.of(SettingChange.ALL, domain)) {
      for (Map.Entry<String, List<SettingChange>> entry : state.immutableEntries()) {
        for (SettingChange change : entry.getValue()) {
          if (change.timeMs() <= timeMs && change.domain().equals(scope)) {
            settings.put(change.name(), change);
          }
        }
      }
    }
    settings.values().removeIf(change -> change.value().isEmpty());
    return new DomainSettings(settings, prices);
  }

  /** Names the state in the operator's contexts. */
  public static List<MapStateDescriptor<?, ?>> states() {
    return List.of(FleetBroadcast.state(), SETTINGS);
  }
}
