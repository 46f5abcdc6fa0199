package io.vputty.job.drift;

import io.vputty.model.drift.LevelDetector;
import io.vputty.model.graph.Communities;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds that the VMs of a domain no longer keep to themselves as they did: communities are looked
 * for once, and what is watched is the share of traffic between them. To look for them anew each
 * time would find other ones each time, since they are seldom clear cut.
 */
final class WatchCommunities {

  private static final int LEAST_VMS = 4;
  private static final int SHOWN = 3;

  /**
   * Share of the traffic that must be among VMs of the last look; below, it is time for another.
   */
  private static final double LEAST_KNOWN = 0.7;

  private final LevelDetector levels = new LevelDetector();

  /**
   * What was found.
   *
   * @param rise of the share of traffic between communities
   * @param worthPerHour what this costs where the VMs are, $ per hour
   */
  record Mixing(LevelDetector.Rise rise, double worthPerHour, String summary) {}

  /**
   * Takes in what VMs say of their traffic inside the domain.
   *
   * @param tallies of all its VMs at one time, ascending by VM
   * @param share of the traffic by which what is between communities must have risen
   * @param threshold nats
   */
  @Nullable Mixing update(
      CommunityTrack track, List<VmTally> tallies, long timeMs, double share, double threshold) {
    Traffic traffic = new Traffic(track, tallies);
    if (traffic.known < LEAST_KNOWN * traffic.all) {
      look(track, tallies);
      return null;
    }
    if (traffic.known == 0 || distinct(track) < 2) {
      return null;
    }
    double across = (double) traffic.across / traffic.known;
    LevelDetector.Rise rise = levels.update(track.across, timeMs, across, share, threshold);
    if (rise == null) {
      return null;
    }
    Mixing mixing =
        new Mixing(
            rise,
            traffic.dollarsAcross() * (1 - rise.before() / rise.after()),
            summary(track, traffic, rise));
    look(track, tallies);
    return mixing;
  }

  /** Looks for communities anew. */
  private void look(CommunityTrack track, List<VmTally> tallies) {
    levels.settle(track.across);
    track.vms = tallies.stream().map(tally -> tally.vm).toArray(String[]::new);
    int edges = tallies.stream().mapToInt(tally -> tally.peers.length).sum();
    int[] from = new int[edges];
    int[] to = new int[edges];
    double[] weight = new double[edges];
    int edge = 0;
    for (VmTally tally : tallies) {
      for (int i = 0; i < tally.peers.length; i++) {
        int peer = Arrays.binarySearch(track.vms, tally.peers[i]);
        if (peer >= 0) {
          from[edge] = Arrays.binarySearch(track.vms, tally.vm);
          to[edge] = peer;
          weight[edge++] = tally.bytesPerSecond[i];
        }
      }
    }
    track.communities =
        track.vms.length < LEAST_VMS
            ? new int[track.vms.length]
            : Communities.of(
                track.vms.length,
                Arrays.copyOf(from, edge),
                Arrays.copyOf(to, edge),
                Arrays.copyOf(weight, edge));
  }

  /** Communities of more than one VM: others are what modularity leaves over. */
  private static long distinct(CommunityTrack track) {
    return Arrays.stream(track.communities)
        .boxed()
        .collect(Collectors.groupingBy(community -> community, Collectors.counting()))
        .values()
        .stream()
        .filter(vms -> vms > 1)
        .count();
  }

  private static String summary(CommunityTrack track, Traffic traffic, LevelDetector.Rise rise) {
    return String.format(
        Locale.ROOT,
        "%.0f%% of the traffic goes between the %d communities that %d VMs were in, %.0f%% before;"
            + " most of it from %s",
        100 * rise.after(),
        distinct(track),
        track.vms.length,
        100 * rise.before(),
        traffic.busiest());
  }

  /** Traffic between VMs of the last look. */
  private static final class Traffic {
    private final Map<String, Long> acrossByVm = new TreeMap<>();
    private long all;
    private long known;
    private long across;
    private long nanoDollarsAcross;

    Traffic(CommunityTrack track, List<VmTally> tallies) {
      for (VmTally tally : tallies) {
        int vm = Arrays.binarySearch(track.vms, tally.vm);
        IntStream.range(0, tally.peers.length).forEach(i -> add(track, tally, vm, i));
      }
    }

    private void add(CommunityTrack track, VmTally tally, int vm, int i) {
      int peer = Arrays.binarySearch(track.vms, tally.peers[i]);
      all += tally.bytesPerSecond[i];
      if (vm < 0 || peer < 0) {
        return;
      }
      known += tally.bytesPerSecond[i];
      if (track.communities[vm] != track.communities[peer]) {
        across += tally.bytesPerSecond[i];
        nanoDollarsAcross += tally.nanoDollars[i];
        acrossByVm.merge(tally.vm, tally.bytesPerSecond[i], Long::sum);
      }
    }

    double dollarsAcross() {
      return nanoDollarsAcross / VmTally.NANO;
    }

    String busiest() {
      return acrossByVm.entrySet().stream()
          .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
          .limit(SHOWN)
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(", "));
    }
  }
}
