package io.vputty.schema.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Topic;
import io.vputty.schema.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolesTest {

  @Test
  void onlyJobsWriteWhatIsWrittenInTransactions() {
    for (Role role : Roles.all()) {
      List<Topic> ofJobs = role.writes().stream().filter(Roles::ofJobs).toList();
      assertThat(ofJobs.isEmpty()).as(role.name()).isEqualTo(role.jobs().isEmpty());
    }
  }

  @Test
  void everyTopicHasWhoeverWritesIt() {
    assertThat(Topics.all())
        .allSatisfy(
            topic -> assertThat(Roles.all()).anyMatch(role -> role.writes().contains(topic)));
  }

  @Test
  void grantsAreTheCommandsThatGiveThem() {
    assertThat(Roles.JOB_DRIFT.grants())
        .extracting(grant -> grant.command("User:drift"))
        .contains(
            "--add --allow-principal User:drift --operation Read --topic vputty.edges.v1",
            "--add --allow-principal User:drift --operation Read --group vputty-drift"
                + " --resource-pattern-type prefixed",
            "--add --allow-principal User:drift --operation Write --transactional-id vputty-drift-"
                + " --resource-pattern-type prefixed");
  }
}
