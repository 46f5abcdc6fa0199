package io.vputty.app.health;

import io.vputty.app.text.Figures;
import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Completeness;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Whether every agent of the inventory is heard, and enough of what it samples arrives. */
final class TelemetryChecks {

  private static final Duration SILENT = Duration.ofMinutes(1);
  private static final double ENOUGH = 0.95;
  private static final int SHOWN = 10;

  private final Instant now;
  private final Collection<Inventory> inventory;
  private final Map<String, FlowBatch> newest = new HashMap<>();
  private long edges;
  private long incompleteEdges;

  /**
   * Checks as of a time.
   *
   * @param records the ends of the topics
   */
  TelemetryChecks(Instant now, Collection<Inventory> inventory, List<TopicRecord> records) {
    this.now = now;
    this.inventory = List.copyOf(inventory);
    for (TopicRecord record : records) {
      if (record instanceof TopicRecord.Decoded decoded) {
        if (decoded.value() instanceof FlowBatch batch) {
          newest.merge(batch.getAgent(), batch, TelemetryChecks::later);
        } else if (decoded.value() instanceof AffinityEdge edge) {
          edges++;
          incompleteEdges += edge.getCompleteness() == Completeness.VALID ? 0 : 1;
        }
      }
    }
  }

  private static FlowBatch later(FlowBatch one, FlowBatch other) {
    return other.getTime().isBefore(one.getTime()) ? one : other;
  }

  /** What was found about inventory, agents and completeness. */
  List<Finding> findings(Collection<Plan> plans) {
    List<Finding> findings = new ArrayList<>();
    hosts(findings);
    agents(findings);
    completeness(findings);
    for (Plan plan : plans) {
      if (!plan.getFrozenHosts().isEmpty()) {
        findings.add(
            Finding.warning(
                "completeness",
                "in %s these hosts are left alone for want of telemetry: %s"
                    .formatted(plan.getDomain(), some(new TreeSet<>(plan.getFrozenHosts()))),
                "see whether their agents send, and the loss that the collector counts"));
      }
    }
    return findings;
  }

  private void hosts(List<Finding> findings) {
    List<Host> hosts =
        inventory.stream().filter(e -> e.getHost() != null).map(Inventory::getHost).toList();
    if (hosts.isEmpty()) {
      findings.add(
          Finding.fault(
              "inventory", "it has no host", "start collectors/inventory, or see what it refused"));
      return;
    }
    long stale = inventory.stream().filter(Inventory::getStale).count();
    findings.add(
        stale == 0
            ? Finding.fine("inventory", "%d entities".formatted(inventory.size()))
            : Finding.warning(
                "inventory",
                "%d of %d entities may be out of date".formatted(stale, inventory.size()),
                "a source of collectors/inventory does not answer: its log says which"));
    NavigableSet<String> balancers = new TreeSet<>();
    hosts.stream().map(Host::getBalancer).filter(b -> !b.isEmpty()).forEach(balancers::add);
    if (!balancers.isEmpty()) {
      findings.add(
          Finding.note(
              "inventory",
              "hosts are balanced by others too: " + some(balancers),
              "their domains are only advised"));
    }
  }

  private void agents(List<Finding> findings) {
    NavigableSet<String> expected = new TreeSet<>();
    inventory.stream()
        .filter(entity -> entity.getHost() != null)
        .forEach(entity -> expected.addAll(entity.getHost().getAgents()));
    NavigableSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(newest.keySet());
    NavigableSet<String> silent = new TreeSet<>();
    NavigableSet<String> strange = new TreeSet<>();
    newest.forEach(
        (agent, batch) -> {
          if (!expected.contains(agent)) {
            strange.add(agent);
          } else if (Duration.between(batch.getTime(), now).compareTo(SILENT) > 0) {
            silent.add(agent);
          }
        });
    String send = "see whether sFlow is on there, and that UDP reaches the collector";
    add(findings, missing, " of the inventory without flows: ", send);
    add(findings, silent, " silent for a minute: ", send);
    add(
        findings,
        strange,
        " heard that no host of the inventory has: ",
        "add each to its host's agents: its traffic cannot be judged for completeness");
    if (missing.isEmpty() && silent.isEmpty() && strange.isEmpty()) {
      findings.add(Finding.fine("agents", "%d are heard".formatted(newest.size())));
    }
  }

  private static void add(
      List<Finding> findings, NavigableSet<String> agents, String what, String advice) {
    if (!agents.isEmpty()) {
      findings.add(
          Finding.warning(
              "agents", Figures.count(agents.size(), "agent") + what + some(agents), advice));
    }
  }

  private void completeness(List<Finding> findings) {
    NavigableSet<String> lossy = new TreeSet<>();
    newest.forEach(
        (agent, batch) -> {
          if (batch.getCompleteness() < ENOUGH) {
            lossy.add(
                String.format(Locale.ROOT, "%s (%.0f%%)", agent, 100 * batch.getCompleteness()));
          }
        });
    if (!lossy.isEmpty()) {
      findings.add(
          Finding.warning(
              "completeness",
              "of these agents less than 95% arrived in their newest second: " + some(lossy),
              "raise the sockets' receive buffer, or sample less; see the collector's metrics"));
    }
    if (incompleteEdges > 0) {
      findings.add(
          Finding.warning(
              "completeness",
              "%d of the newest %d edges are not complete".formatted(incompleteEdges, edges),
              "see the agents above; after a start it takes a window"));
    }
    if (lossy.isEmpty() && incompleteEdges == 0) {
      findings.add(Finding.fine("completeness", "%d of the newest edges".formatted(edges)));
    }
  }

  private static String some(NavigableSet<String> names) {
    String shown = String.join(", ", names.stream().limit(SHOWN).toList());
    return names.size() > SHOWN ? shown + ", ..." : shown;
  }
}
