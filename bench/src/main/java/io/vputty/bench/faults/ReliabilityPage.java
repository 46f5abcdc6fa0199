package io.vputty.bench.faults;

import java.util.List;

/** The page that says what faults did, from the rows of all runs. */
final class ReliabilityPage {

  private static final String TEXT =
      """
      # Reliability

      What happens to what the pipeline commits when its processes are killed, made to stand still and cut off. Written by

      ```sh
      ./mvnw -q -pl bench -am -DskipTests package
      java -cp 'bench/target/bench.jar:bench/target/lib/*' io.vputty.bench.faults.FaultBenchmark --seeds 200
      ```

      which appends a row for each seed to [faults.tsv](../bench/results/faults.tsv), and may be stopped and started at will: seeds that the
      file has are not run again.

      ## How a run goes

      20 seconds of a simulated data centre are recorded into the input topics once. A calm run, with nothing but the three jobs in
      one process, says what they commit. Then, for each seed, the same records are written to a new broker, partition by partition, while
      the job jars run on ZooKeeper, a JobManager, a TaskManager with RocksDB and a broker, each a process of its own. The seed says
      what happens to them and when; what dies is started again, as a supervisor would. *Byte for byte*
      means: every key of edges, drift and plans holds the same records in the same order, not one more or fewer,
      as the calm run on the same input has. *Back* is the time from the end of the
      fault, which is the moment at which the dead process is started or the still one goes on, until a later
      event time has been planned and committed: starting a JVM, electing a leader, restoring and the next checkpoint included.
      The table has %d of them, so far, on two cores that others were using too.

      %s
      A run with two faults counts for both. The console is compared with one that was just started: both must
      tell the same plans, drift, outcomes and graph. When the checkpoint directory is lost, the jobs are
      submitted again and begin at the beginning of their topics. Windows and plans of that time then stand in the topics twice; the same here
      means that they say the same, that no id has two contents, and that nothing else is there.

      What each run read:

      %s
      Bad records are five of each partition (wrong magic, unknown fingerprint, cut by a byte, another schema, empty), and one of a megabyte in each topic;
      *told of* means that each of them stands in `vputty.rejected.v1` with its topic, partition and offset.

      ## Actuators

      Faults of actuators are in [actuators](actuators.md).
      """;

  private ReliabilityPage() {}

  static String of(List<FaultRow> rows) {
    return TEXT.formatted(rows.size(), FaultTable.byFault(rows), FaultTable.byInput(rows));
  }
}
