package io.vputty.collector.inventory.merge;

import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What all sources say together. Of each field of an entity the first source in the order of
 * precedence wins that says something of it; one that no longer answers comes after all that do. A
 * VM is in its host's domain, whoever knows it.
 *
 * <p>O(what all of them say).
 */
public final class Merge {

  private static final Comparator<Claim> PRECEDENCE =
      Comparator.comparing(Claim::standing)
          .thenComparingInt(Claim::rank)
          .thenComparing(Claim::tentative);

  private final String defaultDomain;
  private final Map<String, List<Claim>> claims = new LinkedHashMap<>();
  private final Map<String, Inventory> merged = new LinkedHashMap<>();

  private record Claim(Standing standing, int rank, boolean tentative, Inventory record) {}

  private Merge(String defaultDomain) {
    this.defaultDomain = defaultDomain;
  }

  /**
   * Merges.
   *
   * @param statements those of equal rank in the order in which they are believed
   * @param defaultDomain placement domain of what nobody names one for
   * @return records by entity; none of the given ones is changed
   */
  public static Map<String, Inventory> of(List<Statement> statements, String defaultDomain) {
    Merge merge = new Merge(defaultDomain);
    statements.forEach(merge::take);
    merge.claims.forEach(merge::settle);
    merge.merged.replaceAll((entity, record) -> merge.inDomain(record));
    return merge.merged;
  }

  private void take(Statement statement) {
    statement
        .snapshot()
        .records()
        .forEach(
            (entity, record) ->
                claims
                    .computeIfAbsent(entity, absent -> new ArrayList<>(1))
                    .add(
                        new Claim(
                            statement.standing(),
                            statement.rank(),
                            statement.snapshot().tentative().contains(entity),
                            record)));
  }

  private void settle(String entity, List<Claim> all) {
    all.sort(PRECEDENCE);
    Inventory record = FirstSaid.of(all.stream().map(Claim::record).toList());
    boolean stale = all.stream().allMatch(claim -> claim.standing().isStale());
    merged.put(entity, stale == record.getStale() ? record : withStale(record, stale));
  }

  private static Inventory withStale(Inventory record, boolean stale) {
    return Inventory.newBuilder(record).setStale(stale).build();
  }

  private Inventory inDomain(Inventory record) {
    String domain = domain(record);
    return domain.equals(record.getDomain())
        ? record
        : Inventory.newBuilder(record).setDomain(domain).build();
  }

  private String domain(Inventory record) {
    Vm vm = record.getVm();
    Volume volume = record.getVolume();
    if (vm != null) {
      return domainOfHost(vm.getHost(), record.getDomain());
    }
    if (volume != null && record.getDomain().isEmpty()) {
      return domainOfHost(volume.getHost(), "");
    }
    return named(record.getDomain());
  }

  private String domainOfHost(String host, String otherwise) {
    Inventory record = merged.get("host/" + host);
    return named(record == null ? otherwise : record.getDomain());
  }

  private String named(String domain) {
    return domain.isEmpty() ? defaultDomain : domain;
  }
}
