package io.vputty.app.moves;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Decision;
import io.vputty.schema.Move;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All plans that the topics still hold, with the stories of their moves. */
public final class MoveBook {

  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final Map<String, MoveStory> stories = new LinkedHashMap<>();
  private final Map<String, Plan> successors;
  private final List<Decision> decisions;
  private final List<Setting> settings;

  /** What the topics say, before it is put together. */
  private static final class Pages {
    private final List<Plan> plans = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final List<Setting> settings = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<TopicRecord.Decoded> outcomes = new ArrayList<>();

    private void take(TopicRecord record) {
      if (!(record instanceof TopicRecord.Decoded decoded)) {
        return;
      }
      if (decoded.value() instanceof Plan plan) {
        plans.add(plan);
      } else if (decoded.value() instanceof Decision decision) {
        decisions.add(decision);
      } else if (decoded.value() instanceof Setting setting) {
        settings.add(setting);
      } else if (decoded.value() instanceof Verdict verdict) {
        verdicts.add(verdict);
      } else if (decoded.value() instanceof MoveOutcome) {
        outcomes.add(decoded);
      }
    }
  }

  private MoveBook(Pages pages) {
    pages.plans.sort(Comparator.comparing(Plan::getTime));
    pages.decisions.sort(Comparator.comparing(Decision::getTime));
    pages.settings.sort(Comparator.comparing(Setting::getTime));
    decisions = List.copyOf(pages.decisions);
    settings = List.copyOf(pages.settings);
    pages.plans.forEach(plan -> plans.putIfAbsent(plan.getId(), plan));
    successors = successors(List.copyOf(plans.values()));
    for (Plan plan : plans.values()) {
      boolean superseded = successor(plan).isPresent();
      for (Move move : plan.getMoves()) {
        stories.put(move.getId(), new MoveStory(plan, move, superseded));
      }
    }
    pages.outcomes.forEach(this::report);
    pages.verdicts.forEach(verdict -> story(verdict.getMoveId()).ifPresent(s -> s.add(verdict)));
    decisions.forEach(this::decide);
  }

  /**
   * Reads the topics of plans, outcomes, verdicts, decisions and settings.
   *
   * @param client settings of the Kafka client
   */
  public static MoveBook read(Map<String, ?> client) {
    Pages pages = new Pages();
    TopicScan.all(
        client,
        List.of(Topics.PLANS, Topics.OUTCOMES, Topics.VERDICTS, Topics.DECISIONS, Topics.SETTINGS),
        pages::take);
    return new MoveBook(pages);
  }

  static MoveBook of(Collection<TopicRecord> records) {
    Pages pages = new Pages();
    records.forEach(pages::take);
    return new MoveBook(pages);
  }

  /** Every plan, those without moves too, in the order of time. */
  public Collection<Plan> plans() {
    return Collections.unmodifiableCollection(plans.values());
  }

  /** Every move, in the order of plans and of each plan's moves. */
  public Collection<MoveStory> stories() {
    return Collections.unmodifiableCollection(stories.values());
  }

  /** The moves of a plan. */
  public List<MoveStory> stories(Plan plan) {
    return plan.getMoves().stream()
        .flatMap(move -> story(move.getId()).stream())
        .filter(story -> story.plan().getId().equals(plan.getId()))
        .toList();
  }

  /** The plan of that id. */
  public Optional<Plan> plan(String id) {
    return Optional.ofNullable(plans.get(id));
  }

  /** The move of that id. */
  public Optional<MoveStory> story(String moveId) {
    return Optional.ofNullable(stories.get(moveId));
  }

  /** The newest plan of each domain, by domain. */
  public Map<String, Plan> newest() {
    Map<String, Plan> newest = new TreeMap<>();
    plans.values().forEach(plan -> newest.put(plan.getDomain(), plan));
    return newest;
  }

  /** Every decision, in the order of time. */
  public List<Decision> decisions() {
    return decisions;
  }

  /** Every setting that the topic still holds, in the order of time. */
  public List<Setting> settings() {
    return settings;
  }

  /** The first later plan that replaced one: it has moves, or names the plan. */
  public Optional<Plan> successor(Plan plan) {
    return Optional.ofNullable(successors.get(plan.getId()));
  }

  private static Map<String, Plan> successors(List<Plan> inOrder) {
    Map<String, Plan> successors = new HashMap<>();
    Map<String, Plan> nextWithMoves = new HashMap<>();
    Map<String, Plan> naming = new HashMap<>();
    for (int i = inOrder.size() - 1; i >= 0; i--) {
      Plan plan = inOrder.get(i);
      Plan next = nextWithMoves.get(plan.getDomain());
      Plan named = naming.get(plan.getId());
      boolean byName = named != null && (next == null || named.getTime().isBefore(next.getTime()));
      Plan successor = byName ? named : next;
      if (successor != null) {
        successors.put(plan.getId(), successor);
      }
      if (!plan.getMoves().isEmpty()) {
        nextWithMoves.put(plan.getDomain(), plan);
      }
      if (!plan.getSupersedes().isEmpty()) {
        naming.put(plan.getSupersedes(), plan);
      }
    }
    return successors;
  }

  private void report(TopicRecord.Decoded decoded) {
    MoveOutcome outcome = (MoveOutcome) decoded.value();
    story(outcome.getMoveId()).ifPresent(story -> story.add(outcome, decoded.position().offset()));
  }

  private void decide(Decision decision) {
    MoveStory story = stories.get(decision.getSubject());
    if (story != null) {
      story.add(decision);
    } else {
      plan(decision.getSubject())
          .map(this::stories)
          .orElse(List.of())
          .forEach(s -> s.add(decision));
    }
  }
}
