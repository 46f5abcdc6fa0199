package io.vputty.app.placement.view;

import io.vputty.app.placement.FleetGraph;
import io.vputty.model.footprint.Prices;
import io.vputty.model.plan.GainCurve;
import io.vputty.model.plan.PlanResult;

/** Shows what planning of a domain came to. */
public interface PlanView {

  /**
   * Which domain was planned, of what.
   *
   * @param name the domain
   * @param fleet the whole fleet
   * @param prices prices that it was planned with
   */
  record Domain(String name, FleetGraph fleet, Prices prices) {}

  /** One plan, or why there is none. */
  void plan(Domain domain, PlanResult result);

  /** What each budget of moves gains. */
  void curve(Domain domain, GainCurve curve);
}
