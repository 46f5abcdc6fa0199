package io.vputty.app.demo;

import io.vputty.schema.DriftEvent;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells a person, line by line, in colours on a terminal. */
final class TextOutput implements DemoOutput {
  private static final int STATUS_EVERY_SECONDS = 5;
  private static final int DRIFTS_SHOWN = 3;
  private static final int MOVES_SHOWN = 12;

  private final PrintWriter out;
  private final Paint paint;
  private final Map<String, String> vmNames;
  private final Map<String, String> moveVms = new HashMap<>();

  /**
   * @param vmNames name of each VM by its id
   */
  TextOutput(PrintWriter out, Paint paint, Map<String, String> vmNames) {
    this.out = out;
    this.paint = paint;
    this.vmNames = Map.copyOf(vmNames);
  }

  @Override
  public void settings(Map<String, String> settings) {
    out.println(paint.bold("vputty demo"));
    settings.forEach((name, value) -> print("  %-22s %s", name, value));
    out.flush();
  }

  @Override
  public void starting(String what) {
    print("%s", paint.dim("starting " + what + " ..."));
  }

  @Override
  public void status(DemoStatus status) {
    if (status.second() % STATUS_EVERY_SECONDS == 0) {
      at(
          status.second(),
          "cost %s (telemetry says %s)  %s on wires  %d edges  %d drifts  %d moves",
          paint.bold(Figures.dollars(status.costPerHour())),
          Figures.dollars(status.estimatedCostPerHour()),
          Figures.rate(status.wireBytesPerSecond()),
          status.edges(),
          status.drifts(),
          status.moves());
    }
  }

  @Override
  public void change(long second, List<String> names) {
    at(
        second,
        "%s %d VMs change whom they talk to: %s",
        paint.yellow("change"),
        names.size(),
        String.join(", ", names));
  }

  @Override
  public void drift(long second, List<DriftEvent> events) {
    List<DriftEvent> largest =
        events.stream().sorted(Comparator.comparingDouble(TextOutput::size).reversed()).toList();
    largest.stream().limit(DRIFTS_SHOWN).forEach(event -> drift(second, event));
    if (largest.size() > DRIFTS_SHOWN) {
      at(
          second,
          "%s ... and %d smaller ones",
          paint.yellow("drift "),
          largest.size() - DRIFTS_SHOWN);
    }
  }

  @Override
  public void plan(long second, Plan plan) {
    if (plan.getMoves().isEmpty()) {
      at(second, "%s no move, because %s", paint.cyan("plan  "), plan.getNoMoveReason());
      return;
    }
    at(
        second,
        "%s %s: %d moves in %d waves; predicted gain %s, for %s once; because of %s",
        paint.cyan("plan  "),
        shortId(plan.getId()),
        plan.getMoves().size(),
        1 + plan.getMoves().stream().mapToInt(Move::getWave).max().orElse(0),
        Figures.dollars(plan.getGainPerHour()),
        String.format(Locale.ROOT, "$%.2f", plan.getMigrationCost()),
        triggers(plan));
    plan.getMoves().forEach(move -> moveVms.put(move.getId(), move.getVmName()));
    plan.getMoves().stream().limit(MOVES_SHOWN).forEach(this::move);
    if (plan.getMoves().size() > MOVES_SHOWN) {
      print("         ... and %d more", plan.getMoves().size() - MOVES_SHOWN);
    }
  }

  @Override
  public void outcome(long second, MoveOutcome outcome) {
    String vm = moveVms.getOrDefault(outcome.getMoveId(), outcome.getVm());
    if (outcome.getState() == MoveState.SUCCEEDED) {
      at(
          second,
          "%s %s is on %s now, after %.1f s",
          paint.green("moved "),
          vm,
          outcome.getTarget(),
          outcome.getDurationMs() / 1000.0);
    } else if (outcome.getState() == MoveState.FAILED || outcome.getState() == MoveState.SKIPPED) {
      at(
          second,
          "%s %s stays on %s: %s",
          paint.red(outcome.getState().name().toLowerCase(Locale.ROOT)),
          vm,
          outcome.getSource(),
          outcome.getDetail());
    }
  }

  @Override
  public void gain(long second, PlanGain gain) {
    at(second, "%s %s", paint.green("gain  "), gain(gain));
  }

  @Override
  public void summary(DemoSummary summary) {
    DemoStatus status = summary.status();
    print("%n%s", paint.bold("After " + status.second() + " s"));
    print(
        "  cost       %s at first%s, %s at the end",
        Figures.dollars(summary.firstCostPerHour()),
        Double.isNaN(summary.changedCostPerHour())
            ? ""
            : ", " + Figures.dollars(summary.changedCostPerHour()) + " after the change",
        Figures.dollars(status.costPerHour()));
    print(
        "  seen       %d datagrams (%d lost), %d edges, %d drift events, %d plans, %d moves",
        summary.datagrams(),
        summary.lostDatagrams(),
        status.edges(),
        status.drifts(),
        status.plans(),
        status.moves());
    for (PlanGain gain : summary.gains()) {
      print("  %s", gain(gain));
      gain.moves().forEach(this::moveGain);
    }
  }

  private void drift(long second, DriftEvent event) {
    at(
        second,
        "%s %s %s -> %s: %s, was %s, since %s ago",
        paint.yellow("drift "),
        event.getKind().name().toLowerCase(Locale.ROOT),
        name(event.getFrom()),
        name(event.getTo()),
        Figures.rate(event.getAfter().getValue()),
        Figures.rate(event.getBefore().getValue()),
        Duration.between(event.getOnset(), event.getTime()).toSeconds() + " s");
  }

  private void move(Move move) {
    print(
        "         %-7s %-6s -> %-6s %s  %s",
        move.getVmName(),
        move.getSource(),
        move.getTarget(),
        Figures.dollars(move.getGainPerHour().getValue()),
        paint.dim(move.getExplanation()));
  }

  private void moveGain(MoveGain gain) {
    print(
        "    %-7s %-6s -> %-6s predicted %s, measured %s",
        gain.vm(),
        gain.source(),
        gain.target(),
        Figures.dollars(gain.predicted()),
        Figures.dollars(gain.attributed()));
  }

  private String gain(PlanGain gain) {
    return String.format(
        Locale.ROOT,
        "plan %s, %d of %d moves: predicted %s, measured %s (cost fell by %s)",
        shortId(gain.plan()),
        gain.moves().size(),
        gain.planned(),
        Figures.dollars(gain.predicted()),
        paint.bold(Figures.dollars(gain.attributed())),
        Figures.dollars(gain.realised()));
  }

  private String triggers(Plan plan) {
    List<String> triggers = plan.getTriggers();
    Optional<String> only = triggers.size() == 1 ? triggers.stream().findFirst() : Optional.empty();
    return only.filter("timer"::equals).map(t -> "the timer").orElse(triggers.size() + " drifts");
  }

  private String name(String vm) {
    return vmNames.getOrDefault(vm, vm);
  }

  private static String shortId(String id) {
    return id.length() > 8 ? id.substring(0, 8) : id;
  }

  private static double size(DriftEvent event) {
    return Math.abs(event.getAfter().getValue() - event.getBefore().getValue());
  }

  private void at(long second, String format, Object... arguments) {
    print("[%4ds] " + format, prepend(second, arguments));
  }

  private static Object[] prepend(Object first, Object[] rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  private void print(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.flush();
  }
}
