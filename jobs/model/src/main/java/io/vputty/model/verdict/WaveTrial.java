package io.vputty.model.verdict;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.CostEstimate;
import io.vputty.model.plan.Appraisal;
import io.vputty.model.plan.Dollars;
import io.vputty.model.plan.PlacementProblem;
import io.vputty.model.plan.UniqueMemory;
import io.vputty.model.verdict.WaveVerdict.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges a wave of moves by what was measured before and after it.
 *
 * <p>Realised and attributed gain differ by what the traffic did by itself: realised = (traffic
 * before - traffic after, both at the old placement) + attributed. So where the cost rose though
 * the moves gained, the traffic grew; that is held against them only if nobody noticed it drift,
 * since then the moves may have caused it. Intervals carry the sampling error of the traffic
 * measured.
 */
public final class WaveTrial {

  private final Appraisal before;
  private final Appraisal after;
  private final UniqueMemory uniqueBefore;
  private final double memoryPerByte;

  /**
   * Of what was measured; in both problems VMs stand where they were before the wave.
   *
   * @param before edges and loads measured before the wave
   * @param after edges, loads and pages measured after it
   * @param uniqueBefore RAM that the hosts of the wave needed before it
   */
  public WaveTrial(PlacementProblem before, PlacementProblem after, UniqueMemory uniqueBefore) {
    this.before = new Appraisal(before);
    this.after = new Appraisal(after);
    this.uniqueBefore = uniqueBefore;
    this.memoryPerByte = after.memoryPerByte();
  }

  /**
   * The verdict on moves in their order.
   *
   * @param drifted whether a drift of what they touch was noticed meanwhile
   */
  public WaveVerdict judge(List<CarriedMove> moves, boolean drifted) {
    Map<String, String> old = new TreeMap<>();
    TreeSet<String> hosts = new TreeSet<>();
    for (CarriedMove move : moves) {
      old.put(move.vm(), move.source());
      hosts.add(move.source());
      hosts.add(move.target());
    }
    Map<String, String> now = new TreeMap<>(old);
    List<CostEstimate> shares = new ArrayList<>();
    Interval predicted = Interval.ZERO;
    for (CarriedMove move : moves) {
      Map<String, String> next = new TreeMap<>(now);
      next.put(move.vm(), move.target());
      shares.add(after.gain(now, next));
      predicted = predicted.plus(move.predicted());
      now = next;
    }
    CostEstimate attributed = after.gain(old, now);
    CostEstimate realised =
        before
            .cost(old.keySet(), hosts, old)
            .minus(after.cost(old.keySet(), hosts, now))
            .plus(memorySaved(hosts, now));
    Finding finding = finding(attributed.total(), realised.total(), drifted);
    String detail = detail(predicted, realised.total(), attributed.total(), drifted);
    return new WaveVerdict(finding, moves, predicted, realised, attributed, shares, detail);
  }

  /**
   * RAM that the hosts need less than before the wave, if samples of as many VMs tell of both:
   * their errors are taken for independent, which they are not quite, so that the interval is wide.
   */
  private CostEstimate memorySaved(Set<String> hosts, Map<String, String> now) {
    UniqueMemory unique = after.unique(hosts, now);
    boolean comparable = unique.vms() > 0 && unique.vms() == uniqueBefore.vms();
    Interval saved =
        comparable
            ? uniqueBefore.bytes().minus(unique.bytes()).times(memoryPerByte)
            : Interval.ZERO;
    return new CostEstimate(Interval.ZERO, saved, Interval.ZERO, Interval.ZERO, Interval.ZERO);
  }

  private static Finding finding(Interval attributed, Interval realised, boolean drifted) {
    if (attributed.high() < 0) {
      return Finding.WORSE;
    }
    boolean contradicted = realised.high() < 0 && !drifted;
    return attributed.low() > 0 && !contradicted ? Finding.HELPED : Finding.UNPROVEN;
  }

  private static String detail(
      Interval predicted, Interval realised, Interval attributed, boolean drifted) {
    String figures =
        "predicted %s an hour, measured %s; the cost of what was touched %s"
            .formatted(text(predicted), text(attributed), change(realised));
    String traffic =
        drifted ? ", whose traffic drifted meanwhile and is not held against the moves" : "";
    return figures + traffic + ": " + conclusion(attributed, realised, drifted);
  }

  private static String conclusion(Interval attributed, Interval realised, boolean drifted) {
    if (attributed.high() < 0) {
      return "it is worse for sure";
    }
    if (attributed.low() <= 0) {
      return "a gain is not sure";
    }
    return realised.high() < 0 && !drifted
        ? "it gains on the traffic it has, but that grew by more, and nobody saw it drift"
        : "it helped";
  }

  private static String change(Interval realised) {
    return realised.value() >= 0
        ? "fell by " + text(realised)
        : "rose by " + text(Interval.ZERO.minus(realised));
  }

  private static String text(Interval amount) {
    return String.format(
        Locale.ROOT,
        "%s (%s to %s)",
        Dollars.text(amount.value()),
        Dollars.text(amount.low()),
        Dollars.text(amount.high()));
  }
}
