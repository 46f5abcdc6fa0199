package io.vputty.bench.planner.local;

import io.vputty.bench.planner.instance.Instance;
import java.util.Arrays;

/** Who is on which host, and what a move or a swap gains: the state of the contenders' searches. */
public final class Slots {

  final Instance instance;
  final int[] host;
  final int[] first;
  final int[] peer;
  final double[] weight;

  /** VMs on each host; the first {@link #held} are there. */
  final int[][] residents;

  final int[] held;
  private final int[] position;

  /** A placement of the instance, from which it is changed; hosts may be overfull. */
  public Slots(Instance instance, int[] hosts) {
    this.instance = instance;
    this.host = hosts.clone();
    this.first = new int[instance.vms() + 1];
    this.peer = new int[2 * instance.edges()];
    this.weight = new double[2 * instance.edges()];
    this.residents = new int[instance.hosts()][instance.slots()];
    this.held = new int[instance.hosts()];
    this.position = new int[instance.vms()];
    connect();
    for (int vm = 0; vm < host.length; vm++) {
      enter(vm, host[vm]);
    }
  }

  /** The host of each VM. */
  public int[] hosts() {
    return host.clone();
  }

  private void connect() {
    for (int edge = 0; edge < instance.edges(); edge++) {
      first[instance.from()[edge] + 1]++;
      first[instance.to()[edge] + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    int[] next = first.clone();
    for (int edge = 0; edge < instance.edges(); edge++) {
      int from = instance.from()[edge];
      int to = instance.to()[edge];
      connect(next[from]++, to, instance.weight()[edge]);
      connect(next[to]++, from, instance.weight()[edge]);
    }
  }

  private void connect(int at, int other, double amount) {
    peer[at] = other;
    weight[at] = amount;
  }

  int rack(int at) {
    return at / instance.hostsPerRack();
  }

  boolean hasRoom(int at) {
    return held[at] < instance.slots();
  }

  /** A host of a rack with most room, or -1 if all are full. */
  int roomiest(int rack) {
    int best = rack * instance.hostsPerRack();
    for (int at = best + 1; at < (rack + 1) * instance.hostsPerRack(); at++) {
      best = held[at] < held[best] ? at : best;
    }
    return hasRoom(best) ? best : -1;
  }

  /** What moving a VM saves, weight x hops. O(degree). */
  double moveGain(int vm, int target) {
    double gain = 0;
    for (int arc = first[vm]; arc < first[vm + 1]; arc++) {
      int there = host[peer[arc]];
      gain += weight[arc] * (instance.hops(host[vm], there) - instance.hops(target, there));
    }
    return gain;
  }

  /** What both moves of a swap count of the edge between the two, which stays as long as it is. */
  double countedTwice(int one, int other) {
    double counted = 0;
    for (int arc = first[one]; arc < first[one + 1]; arc++) {
      if (peer[arc] == other) {
        counted += 2 * weight[arc] * instance.hops(host[one], host[other]);
      }
    }
    return counted;
  }

  /** Migrations that having a VM on a host takes beyond those that it takes now: -1, 0 or 1. */
  int extra(int vm, int target) {
    int home = instance.home()[vm];
    return (target == home ? 0 : 1) - (host[vm] == home ? 0 : 1);
  }

  /** Moves a VM to a host with room. */
  public void move(int vm, int target) {
    leave(vm);
    enter(vm, target);
  }

  /** Two VMs change places. */
  void swap(int one, int other) {
    int here = host[one];
    int there = host[other];
    leave(one);
    leave(other);
    enter(one, there);
    enter(other, here);
  }

  private void leave(int vm) {
    int at = host[vm];
    int last = residents[at][--held[at]];
    residents[at][position[vm]] = last;
    position[last] = position[vm];
  }

  private void enter(int vm, int at) {
    host[vm] = at;
    position[vm] = held[at];
    if (held[at] == residents[at].length) {
      residents[at] = Arrays.copyOf(residents[at], 2 * held[at]);
    }
    residents[at][held[at]++] = vm;
  }
}
