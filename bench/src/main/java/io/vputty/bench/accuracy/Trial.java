package io.vputty.bench.accuracy;

import io.vputty.model.estimate.SampleSums;
import io.vputty.model.estimate.TrafficEstimate;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One edge in one window: packets are sent, sampled, put into datagrams, lost or shed, and what is
 * left is estimated from.
 *
 * <p>Smooth: each packet by itself, a third of them full frames, so that samples travel alone. In
 * trains: of so many packets on average, geometric, of one size; within a train every second packet
 * of the agent's is the edge's, so that its samples travel together and are lost together. The
 * agent samples 300 datagrams' worth of other traffic in the window too, by which it is known what
 * did not arrive. Truth: what was sent.
 */
final class Trial {

  static final int RATE = 100;

  private static final int SAMPLES_A_DATAGRAM = 7;
  private static final int OTHER_DATAGRAMS = 300;
  private static final int SMALL = 66;
  private static final int LARGE = 1514;
  private static final double LARGE_SHARE = 1 / 3.0;

  private final SplittableRandom random;
  private final Conditions conditions;
  private final Map<Long, SampleSums> datagrams = new HashMap<>();
  private long place;
  private long packets;
  private long bytes;

  /**
   * What happens to samples.
   *
   * @param train packets that come together on average; 1 if each comes by itself
   * @param lost share of datagrams that the network loses
   * @param shed share of datagrams that the collector leaves out on purpose
   */
  record Conditions(int train, double lost, double shed) {}

  /**
   * What came of it.
   *
   * @param estimate as the affinity job makes it
   */
  record Result(long packets, long bytes, TrafficEstimate estimate) {}

  private Trial(Conditions conditions, long seed) {
    this.conditions = conditions;
    random = new SplittableRandom(seed);
  }

  /** Makes one in which so many samples are to be expected. */
  static Result of(Conditions conditions, double expected, long seed) {
    Trial trial = new Trial(conditions, seed);
    trial.send(Math.round(expected * RATE));
    return new Result(trial.packets, trial.bytes, trial.estimate());
  }

  private void send(long count) {
    if (conditions.train > 1) {
      while (packets < count) {
        train(Math.min(count - packets, 1 + gap(1.0 / conditions.train)), size(), 1);
        place += 1000L * SAMPLES_A_DATAGRAM; // others
      }
    } else {
      long large = binomial(count, LARGE_SHARE);
      train(large, LARGE, 1000);
      train(count - large, SMALL, 1000);
    }
  }

  private int size() {
    return random.nextDouble() < LARGE_SHARE ? LARGE : SMALL;
  }

  /** Packets of one size, of whose samples some of others lie between. */
  private void train(long count, int size, int others) {
    packets += count;
    bytes += count * size;
    long samples = binomial(count, 1.0 / RATE);
    for (long i = 0; i < samples; i++) {
      place += 1 + (others == 1 ? gap(0.5) : (long) others * SAMPLES_A_DATAGRAM);
      datagrams
          .computeIfAbsent(place / SAMPLES_A_DATAGRAM, number -> new SampleSums())
          .add(RATE, 1, size, (long) size * size, 0);
    }
  }

  private TrafficEstimate estimate() {
    SampleSums arrived = new SampleSums();
    long clustered = 0;
    long received = OTHER_DATAGRAMS - binomial(OTHER_DATAGRAMS, conditions.lost);
    long accepted = received - binomial(received, conditions.shed);
    long sent = OTHER_DATAGRAMS;
    for (SampleSums datagram : datagrams.values()) {
      sent++;
      if (random.nextDouble() >= conditions.lost) {
        received++;
        if (random.nextDouble() >= conditions.shed) {
          accepted++;
          arrived.addAll(datagram);
          clustered += datagram.sampleCount() * (datagram.sampleCount() - 1);
        }
      }
    }
    double share = (double) accepted / sent; // what is lost scales as what is shed does
    if (arrived.isEmpty()) {
      return TrafficEstimate.zero(RATE / share);
    }
    SampleSums told = new SampleSums();
    told.add(
        RATE / share,
        arrived.samples[0],
        arrived.bytes[0],
        arrived.squaresLow[0],
        arrived.squaresHigh[0],
        1 + (1 - share) * clustered / arrived.sampleCount());
    return TrafficEstimate.of(told);
  }

  /** How many of a number of things happen. */
  private long binomial(long count, double probability) {
    if (probability <= 0) {
      return 0;
    }
    long happened = 0;
    long at = gap(probability);
    while (at < count) {
      happened++;
      at += 1 + gap(probability);
    }
    return happened;
  }

  /** How many times something does not happen before it does. */
  private long gap(double probability) {
    return (long) Math.floor(Math.log(1 - random.nextDouble()) / Math.log1p(-probability));
  }
}
