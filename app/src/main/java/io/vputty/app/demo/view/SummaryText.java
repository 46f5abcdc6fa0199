package io.vputty.app.demo.view;

import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The end of a demo for people: costs, and each plan's predicted beside its measured gain. */
final class SummaryText {
  private final PrintWriter out;
  private final Paint paint;

  SummaryText(PrintWriter out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  void print(DemoSummary summary) {
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
    DriftDelay drift = summary.drift();
    if (drift != null) {
      print(
          "  drift      first seen %.1f s after the change: %d panes to be sure, %.1f s on its way"
              + " (%.1f s allowed, slowest of %d events %.1f s)",
          drift.firstSeconds(),
          drift.detectionPanes(),
          drift.latencySeconds(),
          drift.allowedSeconds(),
          drift.events(),
          drift.largestLatencySeconds());
    }
    for (PlanGain gain : summary.gains()) {
      print("  %s", gain(gain, paint));
      moveGains(gain.moves());
      long within = gain.moves().stream().filter(MoveGain::asPredicted).count();
      print("    %d of %d measured within what was predicted", within, gain.moves().size());
    }
  }

  /** One line about a plan: predicted beside measured. */
  static String gain(PlanGain gain, Paint paint) {
    return String.format(
        Locale.ROOT,
        "plan %s, %d of %d moves: predicted %s, measured %s (cost fell by %s)",
        TextOutput.shortId(gain.plan()),
        gain.moves().size(),
        gain.planned(),
        Figures.dollars(gain.predicted()),
        paint.bold(Figures.dollars(gain.attributed())),
        Figures.dollars(gain.realised()));
  }

  private void moveGains(List<MoveGain> gains) {
    List<MoveGain> sorted =
        gains.stream().sorted(Comparator.comparingDouble(MoveGain::attributed).reversed()).toList();
    sorted.forEach(this::moveGain);
  }

  private void moveGain(MoveGain gain) {
    print(
        "    %-7s %-6s -> %-6s predicted %s (%s to %s), measured %s%s",
        gain.vm(),
        gain.source(),
        gain.target(),
        Figures.dollars(gain.predicted().getValue()),
        Figures.dollars(gain.predicted().getLow()),
        Figures.dollars(gain.predicted().getHigh()),
        Figures.dollars(gain.attributed()),
        gain.asPredicted() ? "" : ", outside");
  }

  private void print(String format, Object... arguments) {
    out.printf(Locale.ROOT, format + "%n", arguments);
    out.flush();
  }
}
