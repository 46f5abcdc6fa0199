package io.vputty.bench.planner;

/** The text of docs/planner.md. */
final class PlannerPage {

  private final PlannerTables tables;
  private final ChangeTables changes;
  private final Targets targets;

  PlannerPage(Rows rows) {
    this.tables = new PlannerTables(rows);
    this.changes = new ChangeTables(rows);
    this.targets = new Targets(rows);
  }

  String text() {
    return String.join(
        "\n", head(), aims(), unlimited(), budgets(), large(), sizes(), roles(), windows());
  }

  private static String head() {
    return """
    # How good placements are, and what they take

    The planner's search on placement instances, beside what others reach. Made by

    ```sh
    ./mvnw -q -pl bench -am -DskipTests package
    java -Xmx1g -cp 'bench/target/bench.jar:bench/target/lib/*' io.vputty.bench.planner.PlannerBenchmark --data DIR
    ```

    which measures what [the rows](../bench/results/planner.tsv) do not have yet. The cost is weight x hops: 0 on one host, 2 in a
    rack, 4 across racks; a ratio is cost / cost of the start. CPU is that of the one thread that searches, warm, without reading.
    *Ours* has as many evaluations as the planner gives itself (`PlacementSearch`). `sbm-*` are generated tenants, `planted-*` have an
    optimum by construction, `small-*` a proved one, `collegemsg` is a real graph (Panzarasa et al. 2009) on 4 x 20 x 30 from a random
    start.

    **Contenders.** *BestFirst* always takes the move or swap of most gain per migration. *SCore* is S-CORE: a token goes round, and
    who holds it moves to its best host with room. *Starling*: rounds in which each VM takes its best move or swap. *Metis*: METIS
    5.1.0 over racks, then over the hosts of each; *Scotch*: Scotch 7.0.3 on the tree of racks and hosts; both with their room to be
    uneven, repaired where a host is overfull and refined by best-first moves and swaps; writing their files counts, and the user
    time of their processes. *CP-SAT*: OR-Tools 9.12 on the whole problem, one thread, a minute at most, where it is small enough.
    METIS, Scotch and CP-SAT apart, all that is not the planner's is `io.vputty.bench.planner`'s own; best-first is kept simple
    there, not fast. *As known* is what was measured once, elsewhere, with other implementations of the same: S-CORE, Starling, LS
    (best-first), SA (annealing).
    """;
  }

  private String aims() {
    return """
    ## What was aimed at

    Medians of the seeds; of windows, means. CPU seconds are of a machine that was busy otherwise. Moves evaluated are any VM of
    100,000 to the host of any of its peers, in no order, by the CPU second.

    %s\
    """
        .formatted(targets.table());
  }

  private String unlimited() {
    return """
    ## Any number of moves

    Cost / cost of the start; ours over five seeds. Best is the least cost that any of the others found, or the proved optimum. All
    columns but ours are as known.

    %s
    All contenders as measured here: the median ratio, and CPU seconds in brackets.

    %s\
    """
        .formatted(tables.unlimited(), tables.measured());
  }

  private String budgets() {
    return """
    ## Few moves

    %% of the start's cost saved when at most so many %% of the VMs move; ours is the median of three seeds. Below, as known:
    best-first moves and swaps by gain per migration / the same improved by annealing inside the budget.

    %s\
    """
        .formatted(tables.budgets());
  }

  private String large() {
    return """
    ## 100,000 VMs

    Generated tenants on 131 racks of 30 hosts with 30 slots; the second with ten hubs with each of which a tenth of all VMs talk.

    %s\
    """
        .formatted(tables.large());
  }

  private String sizes() {
    return """
    ## By size

    CPU seconds, the median of the seeds, for tenants on racks of 30 hosts with 30 slots, filled to 85%%. *Planner* is planning as a whole,
    as the job calls it: from hosts, VMs with a day of load each, and edges with intervals, to moves that surely pay, in waves, with
    reasons and alternatives. A checkpoint of the job waits for that, and for reading the edges of the domain from state.

    %s\
    """
        .formatted(tables.sizes());
  }

  private String roles() {
    return """
    ## Little change in a good placement

    From the placement that ours found for the 100,000 tenants, 5%% of the VMs change roles in pairs: each takes the traffic of the
    other. How much of the loss is recovered: all of it, if every VM went to where its role was. Above 100%% is better than before.
    As known on another such instance: greedy 98.9%% with 5%%, Starling 99.2%% with 5.5%% moved, METIS + LS 98.6%% with 90%% moved.

    %s\
    """
        .formatted(changes.roles());
  }

  private String windows() {
    return """
    ## What plans are worth afterwards

    Planned after each window and paid for in the next one, from a random placement on; at most so many %% of the VMs move for a
    window. Mean cost over windows / cost of a random placement, mean of three starts. *Memoryless* plans on the last window alone,
    *decayed* on a graph that halves with each window. *Two memories* has weights to the power 0.7 in one memory that keeps 0.2
    from window to window (share 0.3) and one that keeps 0.9, and raises an edge by 0.8 times the product of its ends' sums over
    the sum of all; these numbers were chosen on the two sets themselves, among some fifty, so they say what a memory can do
    here, not what it will do elsewhere. The job's own memory is a single one with a half-life (`EdgeMemory`). `darpa-days` is benign traffic of DARPA'98 by days on 20 x 25 x 30 (the copy of
    the MIDAS repository), `collegemsg-fortnights` has the fortnights with 300 edges or more, on 4 x 20 x 30.

    %s\
    """
        .formatted(changes.windows());
  }
}
