package io.vputty.app.simulator.truth;

import io.vputty.app.simulator.fleet.Fleet;
import io.vputty.app.simulator.fleet.Tier;
import io.vputty.app.simulator.traffic.Conversation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The data centre's own byte counters and their price. It knows every byte, needs no sample, and
 * shares no code with the model whose predictions it is held against.
 *
 * <p>Keeps the newest 3,600 seconds. Ranges of seconds include {@code from} and exclude {@code to};
 * a range without a recorded second costs 0. Thread-safe.
 */
public final class Truth {
  private static final int SECONDS_KEPT = 3600;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Fleet fleet;
  private final List<Conversation> conversations;
  private final NavigableMap<Long, TrafficSecond> seconds = new TreeMap<>();

  public Truth(Fleet fleet, List<Conversation> conversations) {
    this.fleet = fleet;
    this.conversations = List.copyOf(conversations);
  }

  /**
   * Records one second. The arrays become the truth's own.
   *
   * @param bytes bytes by conversation
   * @param vmOfRole VM that plays each role
   * @param hostOfVm host of each VM
   */
  public synchronized void record(long second, long[] bytes, int[] vmOfRole, int[] hostOfVm) {
    seconds.put(second, new TrafficSecond(bytes, vmOfRole, hostOfVm));
    if (seconds.size() > SECONDS_KEPT) {
      seconds.pollFirstEntry();
    }
  }

  /** Mean cost of the traffic as it was placed, $ per hour. */
  public double costPerHour(long from, long to, TierPrices prices) {
    return costPerHour(from, to, prices, Map.of());
  }

  /**
   * Mean cost of the same traffic had some VMs run elsewhere, $ per hour. The difference to the
   * cost as placed is what those VMs' moves are worth on the traffic that followed them.
   *
   * @param elsewhere host index by VM index, for the VMs that are thought to be elsewhere
   */
  public synchronized double costPerHour(
      long from, long to, TierPrices prices, Map<Integer, Integer> elsewhere) {
    Map<Tier, Double> rates = bytesPerSecond(from, to, elsewhere);
    double dollarsPerSecond = 0;
    for (Tier tier : Tier.values()) {
      dollarsPerSecond += rates.getOrDefault(tier, 0.0) * prices.of(tier);
    }
    return dollarsPerSecond * SECONDS_PER_HOUR;
  }

  /** Mean bytes per second that crossed a wire, of whatever tier. */
  public synchronized double wireBytesPerSecond(long from, long to) {
    Map<Tier, Double> rates = bytesPerSecond(from, to, Map.of());
    return rates.getOrDefault(Tier.SAME_RACK, 0.0)
        + rates.getOrDefault(Tier.SAME_ZONE, 0.0)
        + rates.getOrDefault(Tier.BEYOND, 0.0);
  }

  /** Mean bytes per second by tier. */
  public synchronized Map<Tier, Double> bytesPerSecond(long from, long to) {
    return bytesPerSecond(from, to, Map.of());
  }

  /** Bytes from one VM to another, by ids, summed over the range. */
  public synchronized Map<VmPair, Long> bytesByPair(long from, long to) {
    Map<VmPair, Long> sums = new HashMap<>();
    for (TrafficSecond second : seconds.subMap(from, to).values()) {
      for (int i = 0; i < conversations.size(); i++) {
        Conversation talk = conversations.get(i);
        String sender = fleet.vms().get(second.vmOfRole()[talk.from()]).id();
        String receiver = fleet.vms().get(second.vmOfRole()[talk.to()]).id();
        sums.merge(new VmPair(sender, receiver), second.bytes()[i], Long::sum);
      }
    }
    return sums;
  }

  private Map<Tier, Double> bytesPerSecond(long from, long to, Map<Integer, Integer> elsewhere) {
    Map<Tier, Double> rates = new EnumMap<>(Tier.class);
    var range = seconds.subMap(from, to).values();
    for (TrafficSecond second : range) {
      for (int i = 0; i < conversations.size(); i++) {
        Tier tier = tier(second, conversations.get(i), elsewhere);
        rates.merge(tier, (double) second.bytes()[i], Double::sum);
      }
    }
    rates.replaceAll((tier, bytes) -> bytes / range.size());
    return rates;
  }

  private Tier tier(TrafficSecond second, Conversation talk, Map<Integer, Integer> elsewhere) {
    int sender = second.vmOfRole()[talk.from()];
    int receiver = second.vmOfRole()[talk.to()];
    int senderHost = elsewhere.getOrDefault(sender, second.hostOfVm()[sender]);
    int receiverHost = elsewhere.getOrDefault(receiver, second.hostOfVm()[receiver]);
    return Tier.between(fleet.hosts().get(senderHost), fleet.hosts().get(receiverHost));
  }
}
