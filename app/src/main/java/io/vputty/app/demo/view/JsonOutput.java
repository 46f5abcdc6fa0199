package io.vputty.app.demo.view;

import io.vputty.app.json.Json;
import io.vputty.app.json.RecordJson;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a script: one JSON object a line, with what happened in "event" and when in "second". */
public final class JsonOutput implements DemoOutput {
  private final PrintWriter out;

  public JsonOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void settings(Map<String, String> settings) {
    line("settings", 0, settings);
  }

  @Override
  public void starting(String what) {
    line("starting", 0, Map.of("what", what));
  }

  @Override
  public void status(DemoStatus status) {
    line("status", status.second(), tree(status));
  }

  @Override
  public void change(long second, List<String> vmNames) {
    line("change", second, Map.of("vms", vmNames));
  }

  @Override
  public void drift(long second, List<DriftEvent> events) {
    events.forEach(event -> line("drift", second, RecordJson.tree(event)));
  }

  @Override
  public void plan(long second, Plan plan) {
    line("plan", second, RecordJson.tree(plan));
  }

  @Override
  public void outcomes(long second, List<MoveOutcome> outcomes) {
    outcomes.forEach(outcome -> line("outcome", second, RecordJson.tree(outcome)));
  }

  @Override
  public void gain(long second, PlanGain gain) {
    line("gain", second, tree(gain));
  }

  @Override
  public void summary(DemoSummary summary) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(tree(summary.status()));
    tree.put("firstCostPerHour", summary.firstCostPerHour());
    tree.put("changedCostPerHour", summary.changedCostPerHour());
    tree.put("datagrams", summary.datagrams());
    tree.put("lostDatagrams", summary.lostDatagrams());
    DriftDelay drift = summary.drift();
    tree.put("driftDelay", drift == null ? null : tree(drift));
    tree.put("gains", summary.gains().stream().map(JsonOutput::tree).toList());
    line("summary", summary.status().second(), tree);
  }

  private void line(String event, long second, Map<String, ?> content) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("event", event);
    tree.put("second", second);
    tree.putAll(content);
    out.println(Json.line(tree));
    out.flush();
  }

  private static Map<String, Object> tree(DemoStatus status) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("edges", status.edges());
    tree.put("costPerHour", status.costPerHour());
    tree.put("estimatedCostPerHour", status.estimatedCostPerHour());
    tree.put("wireBytesPerSecond", status.wireBytesPerSecond());
    tree.put("drifts", status.drifts());
    tree.put("plans", status.plans());
    tree.put("moves", status.moves());
    return tree;
  }

  private static Map<String, Object> tree(DriftDelay drift) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("events", drift.events());
    tree.put("firstSeconds", drift.firstSeconds());
    tree.put("detectionPanes", drift.detectionPanes());
    tree.put("latencySeconds", drift.latencySeconds());
    tree.put("largestLatencySeconds", drift.largestLatencySeconds());
    tree.put("allowedSeconds", drift.allowedSeconds());
    return tree;
  }

  private static Map<String, Object> tree(PlanGain gain) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("plan", gain.plan());
    tree.put("planned", gain.planned());
    tree.put("predicted", RecordJson.tree(gain.predicted()));
    tree.put("attributed", gain.attributed());
    tree.put("realised", gain.realised());
    tree.put("measuredSeconds", gain.seconds());
    tree.put("moves", gain.moves().stream().map(JsonOutput::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(MoveGain gain) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("vm", gain.vm());
    tree.put("source", gain.source());
    tree.put("target", gain.target());
    tree.put("predicted", RecordJson.tree(gain.predicted()));
    tree.put("attributed", gain.attributed());
    return tree;
  }
}
