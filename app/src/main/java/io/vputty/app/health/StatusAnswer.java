package io.vputty.app.health;

import io.vputty.app.moves.MoveBook;
import io.vputty.app.output.Answer;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.app.text.Table;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far each stage is, and where each domain stands. */
public final class StatusAnswer implements Answer {

  /** A stage that is further behind is shown as late. */
  static final Duration LATE = Duration.ofMinutes(2);

  private final Instant now;
  private final List<StageProgress> stages;
  private final List<DomainStatus> domains;
  private final Map<String, Long> counts = new LinkedHashMap<>();

  private StatusAnswer(
      Instant now, List<StageProgress> stages, Collection<Inventory> inventory, MoveBook book) {
    this.now = now;
    this.stages = stages;
    this.domains = DomainStatus.of(inventory, book, now);
    counts.put("hosts", inventory.stream().filter(e -> e.getHost() != null).count());
    counts.put("vms", inventory.stream().filter(e -> e.getVm() != null).count());
    counts.put("volumes", inventory.stream().filter(e -> e.getVolume() != null).count());
    counts.put("plans", (long) book.plans().size());
    counts.put("moves", (long) book.stories().size());
  }

  /**
   * Reads the topics.
   *
   * @param client settings of the Kafka client
   * @param clock what lags are told against
   */
  public static StatusAnswer read(Map<String, ?> client, Clock clock) {
    List<StageProgress> stages = StageProgress.read(client, clock, record -> {});
    return new StatusAnswer(
        clock.instant(), stages, InventoryNow.read(client), MoveBook.read(client));
  }

  @Override
  public void print(PrintWriter out, Paint paint) {
    Table table = new Table("l", "l", "r", "l", "r");
    table.row("topic", "written by", "writers", "newest mark", "behind");
    for (StageProgress stage : stages) {
      table.row(
          stage.topic(),
          stage.stage().writer(),
          Integer.toString(stage.marks().size()),
          stage.newest().map(Instant::toString).orElse("none"),
          stage.lag().map(lag -> lag(lag, paint)).orElse("-"));
    }
    table.print(out);
    out.println();
    counts.forEach((what, count) -> out.printf("%,d %s  ", count, what));
    out.println();
    domains.forEach(domain -> print(out, paint, domain));
  }

  private static String lag(Duration lag, Paint paint) {
    String text = String.format(Locale.ROOT, "%.1f s", lag.toMillis() / 1000.0);
    return lag.abs().compareTo(LATE) > 0 ? paint.red(text) : paint.green(text);
  }

  private static void print(PrintWriter out, Paint paint, DomainStatus domain) {
    out.printf(
        "%n%s  %s on %s%n",
        paint.bold("domain " + domain.domain()),
        Figures.count(domain.vms(), "VM"),
        Figures.count(domain.hosts(), "host"));
    domain
        .pause()
        .ifPresent(
            pause ->
                out.println(
                    paint.yellow(
                        "  paused by %s: %s".formatted(pause.getAuthor(), pause.getComment()))));
    domain.plan().ifPresentOrElse(plan -> print(out, plan), () -> out.println("  no plan yet"));
    out.printf(
        "  %s open, %d of them under way%n",
        Figures.count(domain.open(), "move"), domain.running());
  }

  private static void print(PrintWriter out, Plan plan) {
    out.printf(
        "  costs %s; plan %s of %s: %s%n",
        Figures.pricePerHour(plan.getBefore().getTotal()),
        plan.getId(),
        plan.getTime(),
        plan.getMoves().isEmpty()
            ? "no move, because " + plan.getNoMoveReason()
            : "%s gain %s"
                .formatted(
                    Figures.count(plan.getMoves().size(), "move"),
                    Figures.pricePerHour(plan.getGainPerHour())));
  }

  @Override
  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("time", now);
    tree.put("stages", stages.stream().map(this::tree).toList());
    tree.put("counts", counts);
    tree.put("domains", domains.stream().map(StatusAnswer::tree).toList());
    return tree;
  }

  private Map<String, @Nullable Object> tree(StageProgress stage) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("topic", stage.topic());
    tree.put("writtenBy", stage.stage().writer());
    tree.put("newestMark", stage.newest().orElse(null));
    tree.put("behindMs", stage.lag().map(Duration::toMillis).orElse(null));
    tree.put("marks", stage.marks());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(DomainStatus domain) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("domain", domain.domain());
    tree.put("hosts", domain.hosts());
    tree.put("vms", domain.vms());
    tree.put("pausedBy", domain.pause().map(Setting::getAuthor).orElse(null));
    tree.put("plan", domain.plan().map(Plan::getId).orElse(null));
    tree.put("planTime", domain.plan().map(Plan::getTime).orElse(null));
    tree.put("costPerHour", domain.plan().map(plan -> plan.getBefore().getTotal()).orElse(null));
    tree.put("gainPerHour", domain.plan().map(p -> p.getGainPerHour().getValue()).orElse(null));
    tree.put("noMoveReason", domain.plan().map(Plan::getNoMoveReason).orElse(null));
    tree.put("openMoves", domain.open());
    tree.put("runningMoves", domain.running());
    return tree;
  }
}
