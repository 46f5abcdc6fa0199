package io.vputty.app.simulator;

import io.vputty.app.simulator.fleet.Fleet;
import io.vputty.app.simulator.fleet.SimulatedVm;
import io.vputty.app.simulator.sflow.Datagram;
import io.vputty.app.simulator.sflow.SampledPacket;
import io.vputty.app.simulator.sflow.VSwitch;
import io.vputty.app.simulator.traffic.Casting;
import io.vputty.app.simulator.traffic.Chatter;
import io.vputty.app.simulator.traffic.Conversation;
import io.vputty.app.simulator.traffic.Draws;
import io.vputty.app.simulator.traffic.FrameMix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Carries the conversations over the vSwitches. A packet passes its sender's vSwitch and, if the
 * hosts differ, its receiver's; each samples on its own. Not thread-safe; its owner guards it.
 */
final class Network {
  private static final int[] SIZES = FrameMix.sizes();
  private static final int SAMPLING_STREAM = 2;
  private static final int ORDER_STREAM = 3;

  private final Fleet fleet;
  private final Chatter chatter;
  private final int samplingRate;
  private final long seed;
  private final List<VSwitch> switches;

  Network(Fleet fleet, Chatter chatter, int samplingRate, long seed) {
    this.fleet = fleet;
    this.chatter = chatter;
    this.samplingRate = samplingRate;
    this.seed = seed;
    this.switches = fleet.hosts().stream().map(host -> new VSwitch(host, samplingRate)).toList();
  }

  /** Carries one second and returns the bytes by conversation. */
  long[] carry(long second, Casting casting, int[] hostOfVm) {
    List<Conversation> talks = chatter.conversations();
    long[] bytes = new long[talks.size()];
    for (int i = 0; i < bytes.length; i++) {
      Route route = route(talks.get(i), casting, hostOfVm);
      long[] packets = chatter.packetsBySize(i, second);
      Draws draws = Draws.of(seed, SAMPLING_STREAM, i, second);
      for (int size = 0; size < SIZES.length; size++) {
        bytes[i] += packets[size] * SIZES[size];
        carry(route, SIZES[size], packets[size], draws);
      }
    }
    return bytes;
  }

  /** What all vSwitches send about that second, in order of time. */
  List<Datagram> flush(long second) {
    List<Datagram> datagrams = new ArrayList<>();
    for (int host = 0; host < switches.size(); host++) {
      datagrams.addAll(
          switches.get(host).flush(second, Draws.of(seed, ORDER_STREAM, host, second)));
    }
    datagrams.sort(Comparator.comparingInt(Datagram::offsetMillis));
    return datagrams;
  }

  private void carry(Route route, int frameBytes, long packets, Draws draws) {
    for (Hop hop : route.hops()) {
      hop.vSwitch().pass(packets, packets * frameBytes, hop.inputPort(), hop.outputPort());
      long samples = draws.binomial(packets, 1.0 / samplingRate);
      for (long i = 0; i < samples; i++) {
        hop.vSwitch().sample(route.sampled(hop, frameBytes));
      }
    }
  }

  private Route route(Conversation talk, Casting casting, int[] hostOfVm) {
    SimulatedVm sender = fleet.vms().get(casting.vmOf(talk.from()));
    SimulatedVm receiver = fleet.vms().get(casting.vmOf(talk.to()));
    VSwitch near = switches.get(hostOfVm[sender.index()]);
    VSwitch far = switches.get(hostOfVm[receiver.index()]);
    int in = VSwitch.portOf(sender.index());
    int out = VSwitch.portOf(receiver.index());
    List<Hop> hops =
        near == far
            ? List.of(new Hop(near, in, out))
            : List.of(new Hop(near, in, VSwitch.UPLINK), new Hop(far, VSwitch.UPLINK, out));
    return new Route(talk, sender, receiver, hops);
  }

  private record Hop(VSwitch vSwitch, int inputPort, int outputPort) {}

  private record Route(
      Conversation talk, SimulatedVm sender, SimulatedVm receiver, List<Hop> hops) {
    SampledPacket sampled(Hop hop, int frameBytes) {
      return new SampledPacket(
          sender,
          receiver,
          talk.sourcePort(),
          talk.destinationPort(),
          frameBytes,
          hop.inputPort(),
          hop.outputPort());
    }
  }
}
