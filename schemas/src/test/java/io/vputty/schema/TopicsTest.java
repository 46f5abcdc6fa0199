package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  private static final String WEEK_MS = "604800000";

  /** Name, record, key, partitions, partitions on a laptop, cleanup, days kept (for ever: -1). */
  @ParameterizedTest
  @CsvSource({
    "schemas,   WriterSchema,   fingerprint,                     1, 1, compact,          -1",
    "inventory, Inventory,      entity id,                       8, 2, compact,          -1",
    "flows,     FlowBatch,      agent,                          32, 4, delete,            7",
    "load,      Load,           vm or host,                     32, 4, delete,            7",
    "blkio,     BlockIo,        vm,                             32, 4, delete,            7",
    "pagehash,  PageHashSample, vm,                             32, 4, 'compact,delete',  7",
    "edges,     AffinityEdge,   kind/from/to,                   32, 4, 'compact,delete',  7",
    "drift,     DriftEvent,     subject,                         8, 2, delete,            7",
    "plans,     Plan,           domain,                          8, 2, delete,           90",
    "outcomes,  MoveOutcome,    'move id, partitioned by domain', 8, 2, delete,           90",
    "verdicts,  Verdict,        move id,                         8, 2, delete,           90",
    "settings,  Setting,        domain/setting,                  8, 2, compact,          -1",
    "decisions, Decision,       plan or move id,                 8, 2, delete,           90",
    "rejected,  Rejected,       source,                          8, 2, delete,            7"
  })
  void areThoseOfTheContract(
      String name,
      String record,
      String key,
      int partitions,
      int demoPartitions,
      String cleanup,
      long days) {
    Topic topic = Topics.find(name).orElseThrow();
    String retention = days < 0 ? "-1" : Long.toString(Duration.ofDays(days).toMillis());
    assertThat(topic.name()).isEqualTo("vputty.%s.v1", name);
    assertThat(topic.record().getSimpleName()).isEqualTo(record);
    assertThat(topic.key()).isEqualTo(key);
    assertThat(topic.partitions()).isEqualTo(partitions);
    assertThat(topic.demoPartitions()).isEqualTo(demoPartitions);
    assertThat(topic.settings())
        .containsEntry("cleanup.policy", cleanup)
        .containsEntry("retention.ms", retention)
        .containsEntry("message.timestamp.type", "CreateTime");
  }

  @Test
  void areFourteenWithNamesOfTheirOwn() {
    assertThat(Topics.all()).hasSize(14).extracting(Topic::name).doesNotHaveDuplicates();
  }

  @Test
  void keepLastWeekReplayableWhereTheyCompact() {
    List<Topic> compacted =
        Topics.all().stream().filter(topic -> topic.cleanup() != Topic.Cleanup.DELETE).toList();
    assertThat(compacted).hasSize(5);
    assertThat(compacted)
        .allSatisfy(
            topic ->
                assertThat(topic.settings())
                    .containsEntry("min.compaction.lag.ms", WEEK_MS)
                    .containsEntry("delete.retention.ms", WEEK_MS));
  }

  @Test
  void carryRecordsWithATimeExceptSchemas() {
    assertThat(Topics.all())
        .filteredOn(topic -> !topic.equals(Topics.SCHEMAS))
        .allSatisfy(
            topic ->
                assertThat(Records.named(topic.record().getSimpleName()).getField("time"))
                    .isNotNull());
  }

  /** So that an actuator finds the partition of its reports by that of the plan. */
  @Test
  void haveAsManyPartitionsForOutcomesAsForPlans() {
    assertThat(Topics.OUTCOMES.partitions()).isEqualTo(Topics.PLANS.partitions());
    assertThat(Topics.OUTCOMES.demoPartitions()).isEqualTo(Topics.PLANS.demoPartitions());
  }

  @Test
  void areFoundByTheirWholeNameToo() {
    assertThat(Topics.find("vputty.plans.v1")).contains(Topics.PLANS);
    assertThat(Topics.find("plan")).isEmpty();
  }

  @Test
  void refuseANameWithoutVersion() {
    assertThatThrownBy(
            () ->
                new Topic(
                    "vputty.plans",
                    "domain",
                    8,
                    2,
                    Topic.Cleanup.DELETE,
                    Duration.ofDays(1),
                    Plan.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topic name (vputty.plans) must be vputty.NAME.vN");
  }

  @Test
  void placeAKeyWhereKafkaItselfWould() {
    assertThat(List.of("21", "foobar", "a-little-bit-long-string"))
        .extracting(key -> Partitioning.partition(key, 1000))
        .containsExactly(
            (-973932308 & 0x7fffffff) % 1000,
            (-790332482 & 0x7fffffff) % 1000,
            (-985981536 & 0x7fffffff) % 1000);
  }

  @Test
  void carryTheirOwnRecordAndMarks() throws Exception {
    Mark mark = Mark.newBuilder().build();
    Load load = Load.newBuilder().build();

    assertThat(Topics.FLOWS.own(mark)).isSameAs(mark);
    assertThat(Topics.LOAD.own(load)).isSameAs(load);
    assertThatThrownBy(() -> Topics.FLOWS.own(load))
        .isInstanceOfSatisfying(
            UnreadableRecordException.class, e -> assertThat(e.reason()).isEqualTo("schema"))
        .hasMessage("a Load does not belong on vputty.flows.v1");
  }
}
