package io.vputty.sink.console;

import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import io.vputty.sink.console.access.Role;
import io.vputty.sink.console.history.History;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.view.HistoryViews;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the console answers about the past. */
final class HistoryRoutes {
  private static final int MOST = 500;
  private static final Duration AHEAD = Duration.ofDays(1);

  private final FleetState state;
  private final History history;
  private final Answers answers;
  private final Clock clock;

  HistoryRoutes(FleetState state, History history, Answers answers, Clock clock) {
    this.state = state;
    this.history = history;
    this.answers = answers;
    this.clock = clock;
  }

  /** A question to the database. */
  private interface Question {
    Object answer() throws SQLException;
  }

  void addTo(Javalin server) {
    server.get("/api/drift", this::drift, Role.VIEWER);
    server.get("/api/outcomes", this::outcomes, Role.VIEWER);
    server.get("/api/savings", this::savings, Role.VIEWER);
  }

  private void drift(Context ctx) {
    History.Period period = period(ctx);
    answer(ctx, () -> HistoryViews.drift(state, history.drifts(period)));
  }

  private void outcomes(Context ctx) {
    History.Period period = period(ctx);
    answer(
        ctx,
        () ->
            HistoryViews.outcomes(
                state,
                history.outcomes(period),
                history.verdicts(period),
                history.decisions(period)));
  }

  private void savings(Context ctx) {
    answer(ctx, () -> Map.of("months", history.savings()));
  }

  private void answer(Context ctx, Question question) {
    answers.answer(ctx, () -> asked(question));
  }

  private static Object asked(Question question) {
    try {
      return question.answer();
    } catch (SQLException e) {
      throw new ServiceUnavailableResponse("the history does not answer: " + e.getMessage());
    }
  }

  /** The parameters from and until, ms since 1970, and most; by default all, the newest. */
  private History.Period period(Context ctx) {
    try {
      return new History.Period(
          time(ctx.queryParam("from"), Instant.EPOCH),
          time(ctx.queryParam("until"), clock.instant().plus(AHEAD)),
          most(ctx.queryParam("most")));
    } catch (NumberFormatException e) {
      throw new BadRequestResponse("from and until are ms since 1970, most is a number");
    }
  }

  private static Instant time(@Nullable String text, Instant otherwise) {
    return text == null ? otherwise : Instant.ofEpochMilli(Long.parseLong(text));
  }

  private static int most(@Nullable String text) {
    return text == null ? MOST : Math.max(1, Math.min(MOST, Integer.parseInt(text)));
  }
}
