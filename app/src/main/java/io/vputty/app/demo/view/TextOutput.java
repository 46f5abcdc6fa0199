package io.vputty.app.demo.view;

import io.vputty.app.drift.DriftText;
import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.MoveState;
import io.vputty.schema.Plan;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells a person, line by line, in colours on a terminal. */
public final class TextOutput implements DemoOutput {
  private static final int STATUS_EVERY_SECONDS = 5;
  private static final int DRIFTS_SHOWN = 3;
  private static final int MOVES_SHOWN = 8;
  private static final Comparator<Move> LARGEST_FIRST =
      Comparator.comparingDouble((Move move) -> move.getGainPerHour().getValue()).reversed();

  private final PrintWriter out;
  private final Paint paint;
  private final Map<String, String> vmNames;
  private final DriftText words;

  /**
   * @param colours whether to colour, as on a terminal
   * @param vmNames name of each VM by its id
   */
  public TextOutput(PrintWriter out, boolean colours, Map<String, String> vmNames) {
    this.out = out;
    this.paint = new Paint(colours);
    this.vmNames = Map.copyOf(vmNames);
    this.words = DriftText.of(vmNames, paint);
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
    plan.getMoves().stream().sorted(LARGEST_FIRST).limit(MOVES_SHOWN).forEach(this::move);
    if (plan.getMoves().size() > MOVES_SHOWN) {
      print("         ... and %d smaller ones", plan.getMoves().size() - MOVES_SHOWN);
    }
  }

  @Override
  public void outcomes(long second, List<MoveOutcome> outcomes) {
    String arrived =
        outcomes.stream()
            .filter(outcome -> outcome.getState() == MoveState.SUCCEEDED)
            .map(outcome -> vmName(outcome) + " to " + outcome.getTarget())
            .collect(Collectors.joining(", "));
    if (!arrived.isEmpty()) {
      at(second, "%s %s", paint.green("moved "), arrived);
    }
    outcomes.stream().filter(TextOutput::stays).forEach(outcome -> stay(second, outcome));
  }

  @Override
  public void gain(long second, PlanGain gain) {
    at(second, "%s %s", paint.green("gain  "), SummaryText.gain(gain, paint));
  }

  @Override
  public void summary(DemoSummary summary) {
    new SummaryText(out, paint).print(summary);
  }

  private void drift(long second, DriftEvent event) {
    at(second, "%s %s %s", paint.yellow("drift "), words.kind(event).trim(), words.sentence(event));
  }

  private static boolean stays(MoveOutcome outcome) {
    return outcome.getState() == MoveState.FAILED || outcome.getState() == MoveState.SKIPPED;
  }

  private void stay(long second, MoveOutcome outcome) {
    at(
        second,
        "%s %s stays on %s: %s",
        paint.red(outcome.getState().name().toLowerCase(Locale.ROOT)),
        vmName(outcome),
        outcome.getSource(),
        outcome.getDetail());
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

  private String triggers(Plan plan) {
    List<String> triggers = plan.getTriggers();
    Optional<String> only = triggers.size() == 1 ? triggers.stream().findFirst() : Optional.empty();
    return only.filter("timer"::equals).map(t -> "the timer").orElse(triggers.size() + " drifts");
  }

  private String vmName(MoveOutcome outcome) {
    return name(outcome.getVm());
  }

  private String name(String vm) {
    return vmNames.getOrDefault(vm, vm);
  }

  static String shortId(String id) {
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
