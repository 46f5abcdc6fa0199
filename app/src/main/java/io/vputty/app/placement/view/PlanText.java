package io.vputty.app.placement.view;

import io.vputty.app.text.Figures;
import io.vputty.app.text.Paint;
import io.vputty.model.footprint.Cost;
import io.vputty.model.plan.FileFleet;
import io.vputty.model.plan.GainCurve;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Plans and curves for people. */
public final class PlanText implements PlanView {

  private static final int BAR = 40;
  private static final Comparator<PlannedMove> LARGEST_FIRST =
      Comparator.comparingDouble(move -> -move.gainPerHour().value());

  private final PrintWriter out;
  private final Paint paint;

  public PlanText(PrintWriter out, Paint paint) {
    this.out = out;
    this.paint = paint;
  }

  @Override
  public void plan(Domain domain, PlanResult result) {
    title(domain);
    if (result instanceof Recommendation plan) {
      costs(domain, plan.before(), plan.after());
      moves(plan);
    } else if (result instanceof NoMove none) {
      costs(domain, none.cost(), none.cost());
      out.printf("%n%s%n", paint.yellow("no move, because " + none.reason()));
    }
  }

  @Override
  public void curve(Domain domain, GainCurve curve) {
    title(domain);
    boolean hops = domain.fleet().hops();
    out.printf("%8s %8s %16s %16s %7s%n", "allowed", "moves", "cost", unit(hops), "gain");
    row(hops, domain, curve, new GainCurve.Point(0, 0, curve.before(), 0));
    curve.points().forEach(point -> row(hops, domain, curve, point));
  }

  private static String unit(boolean hops) {
    return hops ? "bytes/s x hops" : "once";
  }

  private void row(boolean hops, Domain domain, GainCurve curve, GainCurve.Point point) {
    double share = curve.share(point);
    String second =
        hops
            ? CostTable.plain(FileFleet.inHops(point.after(), domain.prices()))
            : Figures.price(point.migrationCost());
    String line =
        String.format(
            Locale.ROOT,
            "%8d %8d %16s %16s %6.1f%%  ",
            point.allowed(),
            point.moves(),
            Figures.pricePerHour(point.after().total()),
            second,
            100 * share);
    String bar = "#".repeat((int) Math.round(BAR * Math.max(0, share)));
    out.println(bar.isEmpty() ? line.stripTrailing() : line + paint.green(bar));
  }

  private void title(Domain domain) {
    long hosts =
        domain.fleet().hosts().stream().filter(host -> host.domain().equals(domain.name())).count();
    out.printf(
        "%n%s  %s on %s%n%n",
        paint.bold("domain " + domain.name()),
        count(domain.fleet().vmCount(domain.name()), "VM"),
        count((int) hosts, "host"));
  }

  private void costs(Domain domain, Cost before, Cost after) {
    CostTable table = new CostTable("before", "after");
    table.add(before, after);
    if (domain.fleet().hops()) {
      table.addHops(
          FileFleet.inHops(before, domain.prices()), FileFleet.inHops(after, domain.prices()));
    }
    table.print(out);
  }

  private void moves(Recommendation plan) {
    TreeMap<Integer, List<PlannedMove>> waves =
        plan.moves().stream()
            .collect(Collectors.groupingBy(PlannedMove::wave, TreeMap::new, Collectors.toList()));
    out.printf(
        Locale.ROOT,
        "%n%s in %s gain %s (%s to %s) for %s once%n",
        count(plan.moves().size(), "move"),
        count(waves.size(), "wave"),
        paint.bold(Figures.pricePerHour(plan.gainPerHour().value())),
        Figures.price(plan.gainPerHour().low()),
        Figures.price(plan.gainPerHour().high()),
        Figures.price(plan.migrationCost()));
    waves.forEach(this::wave);
  }

  private void wave(int number, List<PlannedMove> moves) {
    out.printf("%n%s%n", paint.bold("wave " + (number + 1)));
    for (PlannedMove move : moves.stream().sorted(LARGEST_FIRST).toList()) {
      out.printf(
          "  %16s  for %-8s  %s%n",
          Figures.pricePerHour(move.gainPerHour().value()),
          Figures.price(move.cost()),
          move.explanation());
    }
  }

  private static String count(int number, String what) {
    return number == 1 ? "1 " + what : number + " " + what + "s";
  }
}
