package io.vputty.app.placement.view;

import io.vputty.app.placement.FleetGraph;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Table;
import io.vputty.model.footprint.Cost;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import io.vputty.model.plan.FileFleet;
import io.vputty.model.plan.HostRanking;
import io.vputty.model.plan.HostRanking.Candidate;
import io.vputty.model.plan.HostRanking.Excluded;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Hosts for a new VM, as a table or as a tree. */
public final class RankingView {

  private final PrintWriter out;
  private final FleetGraph fleet;
  private final int top;

  /**
   * Shows rankings of a fleet.
   *
   * @param top most rows of a table
   */
  public RankingView(PrintWriter out, FleetGraph fleet, int top) {
    this.out = out;
    this.fleet = fleet;
    this.top = top;
  }

  /** The best hosts, and all that are left out. */
  public void text(String domain, Vm vm, int edges, HostRanking ranking, Prices prices) {
    out.printf(
        Locale.ROOT,
        "%ndomain %s  a VM of %.1f cores and %s with %s%n%n",
        domain,
        vm.cpuCores(),
        Figures.gib(vm.memoryBytes()),
        edges == 1 ? "1 affinity" : edges + " affinities");
    if (ranking.candidates().isEmpty()) {
      out.println("  no host can take it");
    } else {
      table(ranking.candidates(), prices).print(out);
    }
    if (ranking.candidates().size() > top) {
      out.printf("  ... and %d more%n", ranking.candidates().size() - top);
    }
    List<Excluded> excluded = excluded(domain, ranking);
    if (!excluded.isEmpty()) {
      out.printf("%nleft out%n");
      Table reasons = new Table("l", "l");
      excluded.forEach(host -> reasons.row(host.host(), host.reason()));
      reasons.print(out);
    }
  }

  private Table table(List<Candidate> candidates, Prices prices) {
    List<String> terms =
        Cost.ZERO.byTerm().keySet().stream()
            .filter(term -> candidates.stream().anyMatch(host -> term(host, term) != 0))
            .toList();
    List<String> titles = new ArrayList<>(List.of("host", "cost"));
    titles.addAll(terms);
    if (fleet.hops()) {
      titles.add("bytes/s x hops");
    }
    titles.addAll(List.of("cores left", "memory left"));
    Table table =
        new Table(titles.stream().map(t -> t.equals("host") ? "l" : "r").toArray(String[]::new));
    table.row(titles.toArray(String[]::new));
    candidates.stream().limit(top).forEach(host -> table.row(cells(host, terms, prices)));
    return table;
  }

  private String[] cells(Candidate host, List<String> terms, Prices prices) {
    List<String> cells = new ArrayList<>();
    cells.add(host.host());
    cells.add(Figures.pricePerHour(host.cost().total()));
    terms.forEach(term -> cells.add(Figures.pricePerHour(term(host, term))));
    if (fleet.hops()) {
      cells.add(CostTable.plain(FileFleet.inHops(host.cost(), prices)));
    }
    cells.add(String.format(Locale.ROOT, "%.1f", host.coresLeft()));
    cells.add(Figures.gib(host.memoryBytesLeft()));
    return cells.toArray(String[]::new);
  }

  private static double term(Candidate host, String term) {
    return host.cost().byTerm().getOrDefault(term, 0.0);
  }

  /** Everything. */
  public Map<String, Object> tree(String domain, HostRanking ranking) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("domain", domain);
    tree.put("hosts", ranking.candidates().stream().map(RankingView::tree).toList());
    tree.put(
        "excluded",
        excluded(domain, ranking).stream()
            .map(host -> Map.of("host", host.host(), "reason", host.reason()))
            .toList());
    return tree;
  }

  private static Map<String, Object> tree(Candidate host) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", host.host());
    tree.put("cost", PlanJson.tree(host.cost()));
    tree.put("coresLeft", host.coresLeft());
    tree.put("memoryBytesLeft", host.memoryBytesLeft());
    return tree;
  }

  /** Those of the domain; that others are in others goes without saying. */
  private List<Excluded> excluded(String domain, HostRanking ranking) {
    return ranking.excluded().stream()
        .filter(host -> fleet.host(host.host()).domain().equals(domain))
        .toList();
  }
}
