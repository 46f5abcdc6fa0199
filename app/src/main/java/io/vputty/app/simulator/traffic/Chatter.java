package io.vputty.app.simulator.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Who talks to whom and how much: heavy-tailed talk inside tenants and some between strangers.
 *
 * <p>Every role opens 2 + Exp(3) talks: 15% go to a popular stranger, the others inside its tenant
 * to its popular members. The weight of a talk is a Pareto variable of exponent 1.3, cut at 30
 * times its smallest value so that one talk does not drown the fleet, halved for strangers;
 * parallel talks add up. Each talk is two conversations, questions and answers, of unequal size.
 * The rate of a conversation from second to second is negative binomial with shape 4.
 */
public final class Chatter {
  private static final double STRANGERS_SHARE = 0.15;
  private static final double EXTRA_TALKS_MEAN = 3;
  private static final double PARETO_EXPONENT = 1.3;
  private static final double HEAVIEST = 30;
  private static final int BURST_SHAPE = 4;
  private static final int FIRST_EPHEMERAL_PORT = 32_768;
  private static final int EPHEMERAL_PORTS = 28_000;
  private static final int[] SERVICE_PORTS = {80, 443, 3306, 5432, 6379, 8080, 9092, 9200};

  private final Tenancy tenancy;
  private final List<Conversation> conversations;
  private final long seed;

  private Chatter(Tenancy tenancy, List<Conversation> conversations, long seed) {
    this.tenancy = tenancy;
    this.conversations = List.copyOf(conversations);
    this.seed = seed;
  }

  /**
   * Draws the chatter of a fleet.
   *
   * @param roles number of roles, one per VM
   * @param lightestPacketsPerSecond mean rate of the lightest talk, both directions together
   */
  public static Chatter draw(int roles, double lightestPacketsPerSecond, long seed) {
    Draws draws = Draws.of(seed, 0);
    Tenancy tenancy = Tenancy.draw(roles, draws);
    Map<Long, Double> weights = new TreeMap<>();
    for (int role = 0; role < roles; role++) {
      int talks = 2 + (int) draws.exponential(EXTRA_TALKS_MEAN);
      for (int talk = 0; talk < talks; talk++) {
        open(role, tenancy, weights, draws);
      }
    }
    List<Conversation> conversations = new ArrayList<>();
    weights.forEach(
        (pair, weight) ->
            addBothWays(pair, weight * lightestPacketsPerSecond, conversations, draws));
    return new Chatter(tenancy, conversations, seed);
  }

  /** All conversations; what a second of one of them carries is named by its position here. */
  public List<Conversation> conversations() {
    return conversations;
  }

  /** Name of the tenant of every role. */
  public List<String> tenants() {
    return IntStream.range(0, tenancy.roles())
        .mapToObj(role -> "tenant-" + (1 + tenancy.tenantOf(role)))
        .toList();
  }

  /** Whether two roles belong to one tenant. */
  public boolean sameTenant(int roleA, int roleB) {
    return tenancy.tenantOf(roleA) == tenancy.tenantOf(roleB);
  }

  /**
   * Packets that a conversation sends in one second, by frame size as in {@link FrameMix#sizes()}.
   * Depends on nothing but seed, conversation and second: not on where the VMs run.
   */
  public long[] packetsBySize(int conversation, long second) {
    Conversation talk = conversations.get(conversation);
    Draws draws = Draws.of(seed, 1, conversation, second);
    return talk.mix().split(draws.negativeBinomial(talk.packetsPerSecond(), BURST_SHAPE), draws);
  }

  private static void open(int role, Tenancy tenancy, Map<Long, Double> weights, Draws draws) {
    boolean stranger = draws.uniform() < STRANGERS_SHARE;
    int peer = stranger ? popularStranger(tenancy, draws) : popularMate(role, tenancy, draws);
    if (peer == role) {
      return;
    }
    double pareto = 1 / Math.pow(1 - draws.uniform(), 1 / PARETO_EXPONENT);
    double weight = Math.min(HEAVIEST, pareto) * (stranger ? 0.5 : 1);
    long pair = (long) Math.min(role, peer) << 32 | Math.max(role, peer);
    weights.merge(pair, weight, Double::sum);
  }

  private static int popularStranger(Tenancy tenancy, Draws draws) {
    // A fixed stride scatters the popular ranks over all tenants.
    long rank = (long) Math.floor(tenancy.roles() * Math.pow(draws.uniform(), 2.5));
    return (int) (rank * 7919 % tenancy.roles());
  }

  private static int popularMate(int role, Tenancy tenancy, Draws draws) {
    int tenant = tenancy.tenantOf(role);
    int size = tenancy.size(tenant);
    return tenancy.first(tenant) + (int) Math.floor(size * Math.pow(draws.uniform(), 1.5));
  }

  private static void addBothWays(
      long pair, double packetsPerSecond, List<Conversation> conversations, Draws draws) {
    int client = (int) (pair >>> 32);
    int server = (int) pair;
    double asking = 0.35 + 0.3 * draws.uniform();
    boolean even = draws.uniform() < 0.3;
    int service = SERVICE_PORTS[draws.below(SERVICE_PORTS.length)];
    int own = FIRST_EPHEMERAL_PORT + draws.below(EPHEMERAL_PORTS);
    double askingRate = packetsPerSecond * asking;
    FrameMix there = even ? FrameMix.MIXED : FrameMix.REQUESTS;
    FrameMix back = even ? FrameMix.MIXED : FrameMix.RESPONSES;
    conversations.add(new Conversation(client, server, askingRate, there, own, service));
    conversations.add(
        new Conversation(server, client, packetsPerSecond - askingRate, back, service, own));
  }
}
