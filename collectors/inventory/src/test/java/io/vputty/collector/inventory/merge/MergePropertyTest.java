package io.vputty.collector.inventory.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.collector.inventory.source.SnapshotBuilder;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever sources say, the order of precedence alone decides. */
class MergePropertyTest {

  @Property
  void eachFieldIsWhatTheFirstSaysThatSaysSomething(@ForAll("hosts") List<Host> inOrder) {
    Host merged = merged(statements(inOrder));
    for (int field = 0; field < Host.getClassSchema().getFields().size(); field++) {
      int position = field;
      Object blank = Host.newBuilder().build().get(position);
      Object expected =
          inOrder.stream()
              .map(host -> host.get(position))
              .filter(value -> !value.equals(blank))
              .findFirst()
              .orElse(blank);
      assertThat(merged.get(position)).isEqualTo(expected);
    }
  }

  @Property
  void theOrderInWhichSourcesAreAskedIsNoMatter(
      @ForAll("hosts") List<Host> inOrder, @ForAll long seed) {
    List<Statement> shuffled = new ArrayList<>(statements(inOrder));
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(merged(shuffled)).isEqualTo(merged(statements(inOrder)));
  }

  @Property
  void everythingThatIsSaidByAnybodyIsPublished(@ForAll("hosts") List<Host> hosts) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      Host named = Host.newBuilder(hosts.get(i)).setName("h" + i % 3).build();
      statements.add(new Statement(i, Standing.FRESH, new SnapshotBuilder().host(named).build()));
    }
    Map<String, Inventory> merged = Merge.of(statements, "d");
    assertThat(merged).hasSize(Math.min(3, hosts.size()));
    assertThat(merged.values()).allMatch(record -> record.getDomain().equals("d"));
  }

  private static Host merged(List<Statement> statements) {
    return Merge.of(statements, "d").values().iterator().next().getHost();
  }

  private static List<Statement> statements(List<Host> inOrder) {
    List<Statement> statements = new ArrayList<>();
    for (Host host : inOrder) {
      statements.add(
          new Statement(
              statements.size(), Standing.FRESH, new SnapshotBuilder().host(host).build()));
    }
    return statements;
  }

  @Provide
  Arbitrary<List<Host>> hosts() {
    Arbitrary<String> words = Arbitraries.of("", "x", "y");
    Arbitrary<Host> host =
        Combinators.combine(
                words,
                words,
                Arbitraries.of(0.0, 8.0, 16.0),
                Arbitraries.of(true, false),
                Arbitraries.of(List.<String>of(), List.of("10.0.0.1")),
                Arbitraries.of(Map.<String, String>of(), Map.of("disk", "ssd")))
            .as(
                (rack, zone, cores, schedulable, agents, labels) ->
                    Host.newBuilder()
                        .setName("h")
                        .setRack(rack)
                        .setZone(zone)
                        .setCpuCores(cores)
                        .setSchedulable(schedulable)
                        .setAgents(agents)
                        .setLabels(labels)
                        .build());
    return host.list().ofMinSize(1).ofMaxSize(5);
  }
}
