package io.vputty.sink.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.vputty.model.footprint.Prices;
import io.vputty.schema.Decision;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.Verb;
import io.vputty.sink.console.access.Guard;
import io.vputty.sink.console.access.Role;
import io.vputty.sink.console.access.User;
import io.vputty.sink.console.state.FleetState;
import io.vputty.sink.console.state.MoveOrder;
import io.vputty.sink.console.state.PlanStatus;
import io.vputty.sink.console.state.StateReader;
import io.vputty.sink.console.view.EntityViews;
import io.vputty.sink.console.view.FleetView;
import io.vputty.sink.console.view.GraphView;
import io.vputty.sink.console.view.PlanViews;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the console answers at each path. */
final class Routes {
  private static final int MOST = 500;
  private static final int MOST_EDGES = 5000;
  private static final int LONGEST_COMMENT = 500;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FleetState state;
  private final StateReader reader;
  private final Decisions decisions;
  private final EventStream events;
  private final Answers answers;
  private final Supplier<String> historyFailure;
  private final ApiDescription description = new ApiDescription();
  private final FleetView fleet;
  private final Clock clock;

  Routes(
      FleetState state,
      StateReader reader,
      Decisions decisions,
      EventStream events,
      Answers answers,
      Supplier<String> historyFailure,
      Prices prices,
      Clock clock) {
    this.state = state;
    this.reader = reader;
    this.decisions = decisions;
    this.events = events;
    this.answers = answers;
    this.historyFailure = historyFailure;
    this.fleet = new FleetView(state, prices, clock);
    this.clock = clock;
  }

  void addTo(Javalin server) {
    server.get("/api/health", this::health, Role.VIEWER);
    server.get("/api/me", this::me, Role.VIEWER);
    server.get("/api/fleet", ctx -> answers.answer(ctx, fleet::tree), Role.VIEWER);
    server.get("/api/graph", this::graph, Role.VIEWER);
    server.get("/api/agents", ctx -> answers.answer(ctx, state::agents), Role.VIEWER);
    server.get(
        "/api/plans",
        ctx -> answers.answer(ctx, () -> PlanViews.list(state, MOST, clock.instant())),
        Role.VIEWER);
    server.get("/api/plans/{id}", this::plan, Role.VIEWER);
    server.get("/api/vms/{id}", this::vm, Role.VIEWER);
    server.get("/api/hosts/{id}", this::host, Role.VIEWER);
    server.get(
        "/api/openapi.json",
        ctx -> ctx.contentType(ContentType.APPLICATION_JSON).result(description.text()),
        Role.VIEWER);
    server.sse("/api/events", events::add, Role.VIEWER);
    server.post("/api/plans/{id}/decision", this::decide, Role.OPERATOR);
    server.post("/api/domains/{id}/pause", this::pause, Role.OPERATOR);
  }

  private void health(Context ctx) {
    boolean failed = !reader.failure().isEmpty();
    ctx.status(failed ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK);
    ctx.json(
        Map.of(
            "ready", reader.ready(),
            "progress", reader.progress(),
            "unreadable", reader.unreadable(),
            "failure", reader.failure(),
            "history", historyFailure.get()));
  }

  private void me(Context ctx) {
    User user = Guard.user(ctx);
    ctx.json(
        Map.of("name", user.name(), "role", user.role().word(), "domains", sorted(user.domains())));
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private void graph(Context ctx) {
    try {
      String least = or(ctx.queryParam("least"), "0");
      String most = or(ctx.queryParam("most"), "400");
      GraphView.Query query =
          new GraphView.Query(
              or(ctx.queryParam("domain"), ""),
              or(ctx.queryParam("tenant"), ""),
              or(ctx.queryParam("kind"), "NETWORK"),
              Double.parseDouble(least),
              Math.max(0, Math.min(MOST_EDGES, Integer.parseInt(most))),
              or(ctx.queryParam("rack"), ""),
              or(ctx.queryParam("host"), ""));
      answers.answer(ctx, () -> GraphView.tree(state, query));
    } catch (NumberFormatException e) {
      throw new BadRequestResponse("least and most must be numbers");
    }
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private void plan(Context ctx) {
    answers.answer(ctx, () -> PlanViews.whole(state, known(ctx), clock.instant()));
  }

  private void vm(Context ctx) {
    String id = ctx.pathParam("id");
    answers.answer(
        ctx,
        () ->
            EntityViews.vm(state, id)
                .orElseThrow(() -> new NotFoundResponse("there is no VM " + id)));
  }

  private void host(Context ctx) {
    String id = ctx.pathParam("id");
    answers.answer(
        ctx,
        () ->
            EntityViews.host(state, id)
                .orElseThrow(() -> new NotFoundResponse("there is no host " + id)));
  }

  private Plan known(Context ctx) {
    String id = ctx.pathParam("id");
    return state.plan(id).orElseThrow(() -> new NotFoundResponse("there is no plan " + id));
  }

  private void decide(Context ctx) {
    JsonNode body = body(ctx);
    Verb verb = verb(body);
    User user = Guard.user(ctx);
    if (verb == Verb.APPROVE && !user.role().covers(Role.APPROVER)) {
      throw new ForbiddenResponse(
          "%s is an %s; to approve needs an approver".formatted(user.name(), user.role().word()));
    }
    Plan plan = known(ctx);
    requireDomain(user, plan.getDomain());
    String subject = body.path("subject").asText(plan.getId());
    if (!subject.equals(plan.getId())
        && plan.getMoves().stream().noneMatch(move -> move.getId().equals(subject))) {
      throw new NotFoundResponse("plan " + plan.getId() + " has no move " + subject);
    }
    PlanStatus status = MoveOrder.status(state, plan, clock.instant());
    if (!status.open()) {
      throw new ConflictResponse("plan " + plan.getId() + " is " + status + ": nothing to decide");
    }
    Decision decision = decisions.decide(plan, subject, verb, user.name(), comment(body));
    answers.forget();
    ctx.json(Map.of("subject", subject, "verb", verb.name(), "author", decision.getAuthor()));
  }

  private static Verb verb(JsonNode body) {
    return switch (body.path("verb").asText()) {
      case "APPROVE" -> Verb.APPROVE;
      case "REJECT" -> Verb.REJECT;
      case "CANCEL" -> Verb.CANCEL;
      default -> throw new BadRequestResponse("verb must be APPROVE, REJECT or CANCEL");
    };
  }

  private void pause(Context ctx) {
    JsonNode body = body(ctx);
    if (!body.path("paused").isBoolean()) {
      throw new BadRequestResponse("paused must be true or false");
    }
    String domain = ctx.pathParam("id");
    boolean known = state.inventory().stream().anyMatch(i -> i.getDomain().equals(domain));
    if (!known && !domain.equals("*")) {
      throw new NotFoundResponse("there is no domain " + domain);
    }
    User user = Guard.user(ctx);
    requireDomain(user, domain);
    Setting setting =
        decisions.pause(domain, body.path("paused").asBoolean(), user.name(), comment(body));
    answers.forget();
    ctx.json(Map.of("domain", domain, "paused", setting.getValue(), "author", setting.getAuthor()));
  }

  private static void requireDomain(User user, String domain) {
    if (!user.decidesIn(domain)) {
      throw new ForbiddenResponse(
          "%s decides in %s alone, not in %s"
              .formatted(user.name(), String.join(", ", sorted(user.domains())), domain));
    }
  }

  private static String comment(JsonNode body) {
    String comment = body.path("comment").asText("");
    if (comment.length() > LONGEST_COMMENT) {
      throw new BadRequestResponse("a comment has at most " + LONGEST_COMMENT + " characters");
    }
    return comment;
  }

  private static JsonNode body(Context ctx) {
    try {
      JsonNode body = JSON.readTree(ctx.body());
      if (!body.isObject()) {
        throw new BadRequestResponse("the body must be a JSON object");
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new BadRequestResponse("the body is no JSON: " + e.getOriginalMessage());
    }
  }
}
