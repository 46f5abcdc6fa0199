package io.vputty.app.demo.view;

import io.vputty.schema.DriftEvent;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import java.util.List;
import java.util.Map;

/** Where a demo tells what happens; called from one thread. Seconds are seconds of traffic. */
public interface DemoOutput {
  /** The settings in force, before anything starts. */
  void settings(Map<String, String> settings);

  /** Something is being started. */
  void starting(String what);

  /** Where it stands; called once a second. */
  void status(DemoStatus status);

  /** Tenants changed whom they talk to. */
  void change(long second, List<String> vmNames);

  /** Drift events that came together. */
  void drift(long second, List<DriftEvent> events);

  /** A plan, or why there is none. */
  void plan(long second, Plan plan);

  /** Steps in the lives of moves that came together. */
  void outcomes(long second, List<MoveOutcome> outcomes);

  /** A plan has been carried out and measured. */
  void gain(long second, PlanGain gain);

  /** The end. */
  void summary(DemoSummary summary);
}
