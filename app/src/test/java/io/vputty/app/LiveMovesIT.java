package io.vputty.app;

import static io.vputty.app.moves.MoveRecords.move;
import static io.vputty.app.moves.MoveRecords.outcome;
import static io.vputty.app.moves.MoveRecords.plan;
import static io.vputty.app.moves.MoveRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.app.broker.KafkaExtension;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicWriter;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The commands about moves, on topics. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class LiveMovesIT {

  private final Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(600);
  private final Move web = move("m-web", "web");
  private final Move mail = move("m-mail", "mail");
  private final Plan old = plan("p-old", time.minusSeconds(7200), web);
  private final Plan fresh = plan("p-new", time, mail, move("m-shop", "shop"));

  @RegisterExtension static final KafkaExtension KAFKA = new KafkaExtension();

  @BeforeAll
  void publish() {
    try (TopicWriter writer = new TopicWriter(KAFKA.clientSettings(), "test", 1)) {
      writer.send(Topics.PLANS, "east", old).join();
      writer.send(Topics.PLANS, "east", fresh).join();
      long token = report(writer, outcome(old, web, old.getTime(), MoveState.CLAIMED, "act-1", -1));
      report(writer, outcome(old, web, old.getTime(), MoveState.CLAIMED, "act-2", -1));
      report(writer, outcome(old, web, old.getTime(), MoveState.RUNNING, "act-1", token));
      report(writer, outcome(old, web, old.getTime(), MoveState.SUCCEEDED, "act-1", token));
      writer.send(Topics.VERDICTS, "m-web", verdict(old, web, time.minusSeconds(60))).join();
    }
  }

  private static long report(TopicWriter writer, MoveOutcome outcome) {
    return writer.send(Topics.OUTCOMES, outcome.getMoveId(), "east", outcome).join().offset();
  }

  @Test
  void showsPredictedBesideMeasured() {
    CommandRun run = ask("outcomes");

    assertThat(run.out())
        .containsPattern(
            "m-web +web +hv1 +hv2 +verified +\\$0.50/h \\(\\$0.40 to \\$0.60\\)"
                + " +\\$0.45/h \\(\\$0.40 to \\$0.50\\) +yes\n")
        .contains("1 move judged; measured within the predicted interval: 1")
        .contains("realised   $0.30/h ($0.20 to $0.40)")
        .doesNotContain("m-mail");
    assertThat(ask("outcomes", "--all").out()).contains("m-mail");
    assertThat(ask("outcomes", "--plan", "p-none").exitCode()).isEqualTo(3);
  }

  @Test
  void explainsAMove() {
    CommandRun run = ask("why", "m-web");

    assertThat(run.out())
        .contains("moves web beside db", "wave 1 of plan p-old", "4.0 GiB")
        .containsPattern("\\$0.50/h +network +id-db +on hv2 +50.0 MB/s")
        .containsPattern("hv3 +-\\$0.25/h +could not: it has no room")
        .contains("so far: verified")
        .containsPattern("claimed +act-2 +does not count")
        .contains("measured over 10 minutes");
    CommandRun none = ask("why", "m-none");
    assertThat(none.exitCode()).isEqualTo(3);
    assertThat(none.err()).isEqualTo("vputty: no move has the id m-none\n");
  }

  @Test
  void tellsWhoSaidWhatOfAPlan() throws IOException {
    JsonNode trail = new ObjectMapper().readTree(ask("audit", "p-old", "-o", "json").out());

    assertThat(trail.path("entries").findValuesAsText("what"))
        .containsExactly(
            "planned", "claimed", "claimed", "running", "succeeded", "verified", "superseded");
    assertThat(trail.path("entries").findValuesAsText("counts"))
        .containsExactly("true", "true", "false", "true", "true", "true", "true");
    assertThat(ask("audit", "p-old").out()).contains("claimed (does not count)");
  }

  @Test
  void writesDecisionsAndTellsThemInTheTrail() {
    CommandRun dry = ask("approve", "p-new", "--dry-run");
    assertThat(dry.out()).contains("2 moves may start until " + fresh.getExpires(), "dry run");
    assertThat(ask("audit", "p-new").out()).doesNotContain("approve");

    CommandRun approved = ask("approve", "p-new", "--author", "ann", "--comment", "go on");
    CommandRun rejected = ask("reject", "m-mail", "--author", "bob");

    assertThat(approved.exitCode()).isZero();
    assertThat(approved.out()).contains("said by ann at ");
    assertThat(rejected.out()).contains("1 move will not start\n");
    assertThat(ask("audit", "p-new").out())
        .containsPattern("approve +ann +go on\n(.*\n)*.*reject +bob +m-mail\n");
    assertThat(ask("tail", "decisions", "--from-beginning", "--until-end").out())
        .contains("\"verb\":\"APPROVE\"")
        .contains("\"key\":\"m-mail\"");
  }

  @Test
  void refusesDecisionsThatChangeNothing() {
    assertThat(ask("approve", "p-none").exitCode()).isEqualTo(3);
    CommandRun late = ask("cancel", "p-old");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.err()).isEqualTo("vputty: there is nothing to cancel: 1 verified\n");
  }

  @Test
  void sumsSavingsUp() {
    assertThat(ask("savings", "-o", "yaml").out())
        .startsWith("---\nmonths:\n- month:")
        .contains("attributedPerHour: 0.45\n");
  }

  private static CommandRun ask(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bootstrap", KAFKA.bootstrapServers()));
    return CommandRun.of(all.toArray(String[]::new));
  }
}
