package io.vputty.sink.console.state;

import io.vputty.schema.AffinityEdge;
import io.vputty.schema.Decision;
import io.vputty.schema.DriftEvent;
import io.vputty.schema.FlowBatch;
import io.vputty.schema.Inventory;
import io.vputty.schema.Mark;
import io.vputty.schema.MoveOutcome;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import io.vputty.schema.TopicRecord;
import io.vputty.schema.Topics;
import io.vputty.schema.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * What the topics say: the newest record of each entity, edge and setting, and the last so many
 * plans, drifts, outcomes and verdicts. Bounded, but for the inventory and its edges. Thread-safe:
 * every method that returns many returns a copy.
 */
public final class FleetState {
  private static final int MOST_PLANS = 500;
  private static final int MOST_DRIFTS = 1000;
  private static final int MOST_MOVES = 20_000;

  private final Map<String, Inventory> inventory = new TreeMap<>();
  private final Map<String, AffinityEdge> edges = new HashMap<>();
  private final Map<String, Plan> plans = bounded(MOST_PLANS);
  private final Map<String, MoveOutcome> outcomes = bounded(MOST_MOVES);
  private final Map<String, Verdict> verdicts = bounded(MOST_MOVES);
  private final Map<String, Decision> decisions = bounded(MOST_MOVES);
  private final Map<String, Setting> settings = new TreeMap<>();
  private final Deque<DriftEvent> drifts = new ArrayDeque<>();
  private final Marks marks = new Marks();
  private final Agents agents = new Agents();
  private long version;

  private static <V> Map<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  /** Takes what was read next. */
  public synchronized void add(Collection<TopicRecord> records) {
    for (TopicRecord record : records) {
      if (record instanceof TopicRecord.Decoded decoded) {
        add(decoded.position(), decoded.value());
      } else if (record instanceof TopicRecord.Tombstone ended && ended.key() != null) {
        end(ended.position().topic(), ended.key());
      }
    }
    version += records.size();
  }

  private void add(TopicRecord.Position position, SpecificRecordBase record) {
    if (record instanceof Mark mark) {
      marks.add(position.topic(), position.partition(), mark);
    } else if (record instanceof AffinityEdge edge) {
      edges.merge(edgeKey(edge), edge, FleetState::later);
    } else if (record instanceof Inventory known) {
      inventory.merge(
          known.getEntity(), known, (a, b) -> b.getTime().isBefore(a.getTime()) ? a : b);
    } else if (record instanceof FlowBatch batch) {
      agents.add(batch);
    } else {
      addSaid(record);
    }
  }

  private void end(String topic, String key) {
    if (topic.equals(Topics.INVENTORY.name())) {
      inventory.remove(key);
    } else if (topic.equals(Topics.EDGES.name())) {
      edges.remove(key);
    } else if (topic.equals(Topics.SETTINGS.name())) {
      settings.remove(key);
    }
  }

  private void addSaid(SpecificRecordBase record) {
    if (record instanceof Plan plan) {
      plans.put(plan.getId(), plan);
    } else if (record instanceof DriftEvent drift) {
      drifts.addFirst(drift);
      if (drifts.size() > MOST_DRIFTS) {
        drifts.removeLast();
      }
    } else if (record instanceof MoveOutcome outcome) {
      outcomes.merge(outcome.getMoveId(), outcome, MoveOrder::next);
    } else if (record instanceof Verdict verdict) {
      verdicts.put(verdict.getMoveId(), verdict);
    } else if (record instanceof Setting setting) {
      settings.put(setting.getDomain() + "/" + setting.getName(), setting);
    } else if (record instanceof Decision decision) {
      decisions.merge(
          decision.getSubject(), decision, (a, b) -> b.getTime().isBefore(a.getTime()) ? a : b);
    }
  }

  private static String edgeKey(AffinityEdge edge) {
    return edge.getKind() + "/" + edge.getFrom() + "/" + edge.getTo();
  }

  private static AffinityEdge later(AffinityEdge one, AffinityEdge other) {
    int byTime = other.getTime().compareTo(one.getTime());
    boolean replaces = byTime > 0 || (byTime == 0 && other.getRevision() >= one.getRevision());
    return replaces ? other : one;
  }

  /** Grows with every record. */
  public synchronized long version() {
    return version;
  }

  /** Live entities, by entity id. */
  public synchronized List<Inventory> inventory() {
    return inventory.values().stream().filter(known -> !known.getRemoved()).toList();
  }

  /** The newest window of each edge that is not retired. */
  public synchronized List<AffinityEdge> edges() {
    return edges.values().stream().filter(edge -> edge.getWeight().getValue() > 0).toList();
  }

  /** Plans, the newest first. */
  public synchronized List<Plan> plans() {
    List<Plan> newest = new ArrayList<>(plans.values());
    newest.sort((a, b) -> b.getTime().compareTo(a.getTime()));
    return newest;
  }

  /** A plan by its id. */
  public synchronized Optional<Plan> plan(String id) {
    return Optional.ofNullable(plans.get(id));
  }

  /** The last report of each move, in the order in which moves were first reported. */
  public synchronized List<MoveOutcome> outcomes() {
    return List.copyOf(outcomes.values());
  }

  /** The last report of a move. */
  public synchronized Optional<MoveOutcome> outcome(String moveId) {
    return Optional.ofNullable(outcomes.get(moveId));
  }

  /** What was measured of moves. */
  public synchronized List<Verdict> verdicts() {
    return List.copyOf(verdicts.values());
  }

  /** What was measured of a move. */
  public synchronized Optional<Verdict> verdict(String moveId) {
    return Optional.ofNullable(verdicts.get(moveId));
  }

  /** The newest decision about a plan or a move. */
  public synchronized Optional<Decision> decision(String subject) {
    return Optional.ofNullable(decisions.get(subject));
  }

  /** Decisions, one for each plan and move that was decided on. */
  public synchronized List<Decision> decisions() {
    return List.copyOf(decisions.values());
  }

  /** Settings in force, of domains and of all. */
  public synchronized List<Setting> settings() {
    return List.copyOf(settings.values());
  }

  /** The setting that pauses a domain; empty if none does. Its own counts before that of all. */
  public synchronized Optional<Setting> pause(String domain) {
    Setting own = settings.get(domain + "/pause");
    Setting setting = own == null || own.getValue().isEmpty() ? settings.get("*/pause") : own;
    return Optional.ofNullable(setting).filter(s -> Boolean.parseBoolean(s.getValue()));
  }

  /** Drift, the newest first. */
  public synchronized List<DriftEvent> drifts() {
    return List.copyOf(drifts);
  }

  /** How far each writer has come. */
  public synchronized List<Marks.Progress> marks() {
    return marks.all();
  }

  /** What each agent sent lately. */
  public synchronized List<Agents.Agent> agents() {
    return agents.all();
  }
}
