package io.vputty.sink.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.tree.RecordTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened: drift, what became of moves, and who decided what. */
public final class HistoryViews {

  private HistoryViews() {}

  /** Drift with the names of VMs. */
  public static Map<String, @Nullable Object> drift(FleetState state, List<JsonNode> events) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("names", named(state, events, "from", "to", "subject"));
    tree.put("events", events);
    return tree;
  }

  /** Reports, verdicts and decisions with the names of VMs, and the settings in force. */
  public static Map<String, @Nullable Object> outcomes(
      FleetState state,
      List<JsonNode> outcomes,
      List<JsonNode> verdicts,
      List<JsonNode> decisions) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("names", named(state, outcomes, "vm"));
    tree.put("outcomes", outcomes);
    tree.put("verdicts", verdicts);
    tree.put("decisions", decisions);
    tree.put("settings", RecordTree.all(state.settings()));
    return tree;
  }

  /** Names of the VMs that are spoken of. */
  private static Map<String, String> named(
      FleetState state, List<JsonNode> records, String... fields) {
    Map<String, String> all = EntityViews.names(state);
    Map<String, String> named = new TreeMap<>();
    for (JsonNode record : records) {
      for (String field : fields) {
        String id = record.path(field).asText().replaceFirst("^vm/", "");
        String name = all.get(id);
        if (name != null) {
          named.put(id, name);
        }
      }
    }
    return named;
  }
}
