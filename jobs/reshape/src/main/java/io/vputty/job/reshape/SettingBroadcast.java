package io.vputty.job.reshape;

import io.vputty.mapping.SettingChange;
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

/** Settings with their history in broadcast state; asked at the watermark, as of a time. */
final class SettingBroadcast {

  static final MapStateDescriptor<String, List<SettingChange>> STATE =
      new MapStateDescriptor<>(
          "settings", Types.STRING, Types.LIST(TypeInformation.of(SettingChange.class)));

  private static final Comparator<SettingChange> ORDER =
      Comparator.comparingLong(SettingChange::timeMs)
          .thenComparingInt(SettingChange::partition)
          .thenComparingLong(SettingChange::offset);

  private SettingBroadcast() {}

  /** Takes in a change, and drops what no question at {@code watermarkMs} or later needs. */
  static void add(
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

  /** The settings of a domain by name: its own before those of all. */
  static Map<String, SettingChange> of(
      String domain, ReadOnlyBroadcastState<String, List<SettingChange>> state, long timeMs)
      throws Exception {
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
    return settings;
  }
}
