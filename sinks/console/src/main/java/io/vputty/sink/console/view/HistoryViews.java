package io.vputty.sink.console.view;

import io.vputty.sink.console.state.FleetState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened: drift, what became of moves, and who decided what. */
public final class HistoryViews {

  private HistoryViews() {}

  /** Drift, the newest first, with the names of VMs. */
  public static Map<String, @Nullable Object> drift(FleetState state, int most) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("names", EntityViews.names(state));
    tree.put("events", RecordTree.all(state.drifts().stream().limit(most).toList()));
    return tree;
  }

  /** The last report and the verdict of each move, and the decisions. */
  public static Map<String, @Nullable Object> outcomes(FleetState state, int most) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("names", EntityViews.names(state));
    tree.put("outcomes", RecordTree.all(newest(state.outcomes(), most)));
    tree.put("verdicts", RecordTree.all(newest(state.verdicts(), most)));
    tree.put("decisions", RecordTree.all(newest(state.decisions(), most)));
    tree.put("settings", RecordTree.all(state.settings()));
    return tree;
  }

  private static <T> List<T> newest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
