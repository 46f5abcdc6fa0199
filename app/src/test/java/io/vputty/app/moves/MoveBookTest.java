package io.vputty.app.moves;

import static io.vputty.app.moves.MoveRecords.move;
import static io.vputty.app.moves.MoveRecords.outcome;
import static io.vputty.app.moves.MoveRecords.plan;
import static io.vputty.app.moves.MoveRecords.read;
import static io.vputty.app.moves.MoveRecords.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.schema.Move;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import io.vputty.schema.TopicRecord;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveBookTest {

  private static final Instant TIME = Instant.parse("2026-11-30T23:00:00Z");

  private final Move web = move("m-web", "web");
  private final Move mail = move("m-mail", "mail");
  private final Plan first = plan("p1", TIME, web, mail);

  @Test
  void leavesOutReportsOfWhoeverLostTheRace() {
    MoveStory story =
        book(
                read(first, 0),
                read(outcome(first, web, TIME, MoveState.CLAIMED, "a", -1), 7),
                read(outcome(first, web, TIME, MoveState.CLAIMED, "b", -1), 8),
                read(outcome(first, web, TIME, MoveState.SUCCEEDED, "b", 8), 9),
                read(outcome(first, web, TIME, MoveState.FAILED, "a", 7), 10))
            .story("m-web")
            .orElseThrow();

    assertThat(story.reports())
        .extracting(MoveReport::counts)
        .containsExactly(true, false, false, true);
    assertThat(story.state()).isEqualTo(MoveState.FAILED);
  }

  @Test
  void closesMovesOfPlansThatAreReplacedOrPast() {
    Plan quiet = plan("p2", TIME.plusSeconds(60));
    Plan second = plan("p3", TIME.plusSeconds(120), move("m-new", "web"));

    assertThat(open(book(read(first, 0), read(quiet, 1)), TIME)).isTrue();
    assertThat(open(book(read(first, 0)), first.getExpires())).isFalse();
    MoveBook replaced = book(read(second, 0), read(first, 1), read(quiet, 2));
    assertThat(open(replaced, TIME)).isFalse();
    assertThat(replaced.successor(first)).contains(second);
    assertThat(replaced.successor(second)).isEmpty();
    assertThat(replaced.newest().get("east")).isEqualTo(second);
  }

  @Test
  void closesMovesOfAPlanThatIsReplacedByName() {
    Plan withdrawn = plan("p2", TIME.plusSeconds(60));
    withdrawn.setSupersedes("p1");

    MoveBook book = book(read(first, 0), read(withdrawn, 1));

    assertThat(book.successor(first)).contains(withdrawn);
    assertThat(open(book, TIME)).isFalse();
  }

  @Test
  void sumsUpEachMonth() {
    Plan again = plan("p2", TIME.plusSeconds(60), move("m-again", "web"));
    Instant december = TIME.plusSeconds(7200);

    List<Savings.Month> months =
        Savings.of(
            book(
                read(first, 0),
                read(again, 1),
                read(outcome(first, web, TIME, MoveState.CLAIMED, "a", -1), 7),
                read(outcome(first, web, december, MoveState.SUCCEEDED, "a", 7), 8),
                read(verdict(first, web, december), 9)));

    assertThat(months)
        .containsExactly(
            new Savings.Month(YearMonth.of(2026, 11), 2, 1.0, 0, 0, 0, 0, 0),
            new Savings.Month(YearMonth.of(2026, 12), 0, 0, 1, 0.5, 0.08, 1, 0.45));
  }

  private static boolean open(MoveBook book, Instant now) {
    return book.story("m-web").orElseThrow().open(now);
  }

  private static MoveBook book(TopicRecord... records) {
    return MoveBook.of(List.of(records));
  }
}
