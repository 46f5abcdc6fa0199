package io.vputty.app.placement.view;

import io.vputty.model.estimate.Interval;
import io.vputty.model.footprint.Cost;
import io.vputty.model.plan.Alternative;
import io.vputty.model.plan.FileFleet;
import io.vputty.model.plan.GainCurve;
import io.vputty.model.plan.MoveReason;
import io.vputty.model.plan.NoMove;
import io.vputty.model.plan.PlanResult;
import io.vputty.model.plan.PlannedMove;
import io.vputty.model.plan.Recommendation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One tree for each domain; $ and $ per hour, waves count from 0. */
public final class PlanJson implements PlanView {

  private final Consumer<Map<String, ? extends @Nullable Object>> out;

  public PlanJson(Consumer<Map<String, ? extends @Nullable Object>> out) {
    this.out = out;
  }

  @Override
  public void plan(Domain domain, PlanResult result) {
    Map<String, Object> tree = domain(domain);
    if (result instanceof Recommendation plan) {
      put(tree, "before", plan.before(), domain);
      put(tree, "after", plan.after(), domain);
      tree.put("gainPerHour", tree(plan.gainPerHour()));
      tree.put("migrationCost", plan.migrationCost());
      tree.put("moves", plan.moves().stream().map(PlanJson::tree).toList());
    } else if (result instanceof NoMove none) {
      put(tree, "before", none.cost(), domain);
      tree.put("moves", List.of());
      tree.put("noMoveReason", none.reason());
    }
    out.accept(tree);
  }

  @Override
  public void curve(Domain domain, GainCurve curve) {
    Map<String, Object> tree = domain(domain);
    put(tree, "before", curve.before(), domain);
    tree.put("curve", curve.points().stream().map(point -> tree(domain, curve, point)).toList());
    out.accept(tree);
  }

  private static Map<String, Object> tree(Domain domain, GainCurve curve, GainCurve.Point point) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("allowed", point.allowed());
    tree.put("moves", point.moves());
    put(tree, "after", point.after(), domain);
    tree.put("migrationCost", point.migrationCost());
    tree.put("gainShare", curve.share(point));
    return tree;
  }

  private static Map<String, Object> domain(Domain domain) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("domain", domain.name());
    tree.put("vms", domain.fleet().vmCount(domain.name()));
    return tree;
  }

  private static void put(Map<String, Object> tree, String when, Cost cost, Domain domain) {
    tree.put(when, tree(cost));
    if (domain.fleet().hops()) {
      tree.put(when + "Hops", FileFleet.inHops(cost, domain.prices()));
    }
  }

  /** The terms of a cost and their sum, $ per hour. */
  static Map<String, Object> tree(Cost cost) {
    Map<String, Object> tree = new LinkedHashMap<>(cost.byTerm());
    tree.put("total", cost.total());
    return tree;
  }

  /** A value and its limits. */
  static Map<String, Object> tree(Interval interval) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("value", interval.value());
    tree.put("low", interval.low());
    tree.put("high", interval.high());
    return tree;
  }

  private static Map<String, Object> tree(PlannedMove move) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("vm", move.vm());
    tree.put("source", move.source());
    tree.put("target", move.target());
    tree.put("wave", move.wave());
    tree.put("after", move.after());
    tree.put("gainPerHour", tree(move.gainPerHour()));
    tree.put("cost", move.cost());
    tree.put("memoryBytes", move.memoryBytes());
    tree.put("transferBytes", move.transferBytes());
    tree.put("seconds", move.seconds());
    tree.put("explanation", move.explanation());
    tree.put("reasons", move.reasons().stream().map(PlanJson::tree).toList());
    tree.put("alternatives", move.alternatives().stream().map(PlanJson::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(Alternative other) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("host", other.host());
    tree.put("differencePerHour", other.differencePerHour());
    tree.put("refusal", other.refusal());
    return tree;
  }

  private static Map<String, Object> tree(MoveReason reason) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", reason.kind());
    tree.put("peer", reason.peer());
    tree.put("peerHost", reason.peerHost());
    tree.put("amount", reason.amount());
    tree.put("gainPerHour", reason.gainPerHour());
    return tree;
  }
}
