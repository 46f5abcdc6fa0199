package io.vputty.model.plan;

import io.vputty.model.graph.EdgeKind;
import io.vputty.model.search.Transfer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a move pays, as terms and as a sentence. */
final class Narration {

  private static final int MOST_REASONS = 8;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private final Scene scene;
  private final int[] finalHosts;

  Narration(Scene scene, int[] finalHosts) {
    this.scene = scene;
    this.finalHosts = finalHosts;
  }

  /** The largest terms of what moving a vertex changes, given where all others are. */
  List<MoveReason> reasons(int[] hostOf, int vertex, int target) {
    List<MoveReason> reasons = new ArrayList<>();
    for (Ledger.Entry entry : scene.ledger.entriesOf(vertex)) {
      double gain = scene.ledger.change(entry, hostOf, vertex, target) * entry.weight().value();
      if (gain != 0) {
        int peer = entry.peerOf(vertex);
        String id = peer == entry.from() ? entry.key().from() : entry.key().to();
        String host = scene.sites.name(finalHosts[peer]);
        reasons.add(new MoveReason(entry.key().kind(), id, host, entry.weight().value(), gain));
      }
    }
    sharing(hostOf, vertex, target).ifPresent(reasons::add);
    reasons.sort(
        Comparator.<MoveReason>comparingDouble(reason -> -Math.abs(reason.gainPerHour()))
            .thenComparing(MoveReason::kind)
            .thenComparing(MoveReason::peer));
    return List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
  }

  /** What becomes of pages held by others, by the VM that holds the most of them. */
  private Optional<MoveReason> sharing(int[] hostOf, int vertex, int target) {
    SharedMemory memory = scene.sharedMemory;
    double gain = memory.gain(at -> hostOf[at], at -> target, List.of(vertex)).value();
    int host = gain > 0 ? target : hostOf[vertex];
    int peer = gain == 0 ? -1 : memory.closest(vertex, finalHosts, at -> at == host);
    return peer < 0
        ? Optional.empty()
        : Optional.of(
            new MoveReason(
                EdgeKind.MEMORY,
                scene.vms.get(peer).id(),
                scene.sites.name(finalHosts[peer]),
                memory.common(vertex, peer),
                gain));
  }

  /**
   * The reasons as one sentence.
   *
   * @param gain what the move gains, $ per hour
   * @param atHosts how much of it at the hosts themselves
   * @param rules how much of it by wishes that are met
   */
  String sentence(
      String title,
      Transfer transfer,
      double gain,
      HostCosts.Part atHosts,
      double rules,
      List<MoveReason> reasons) {
    String source = scene.sites.name(transfer.source());
    String target = scene.sites.name(transfer.target());
    String move = "Move %s from %s to %s".formatted(title, source, target);
    if (scene.hostCosts.idle(transfer.source()) > 0 && isEmptied(transfer.source())) {
      return "%s: with its other VMs gone too, %s can be switched off.".formatted(move, source);
    }
    if (gain > 0 && atHosts.contention() > gain / 2) {
      return "%s: VMs of %s together peak above what it has, which costs %s an hour more."
          .formatted(move, source, Dollars.text(atHosts.contention()));
    }
    if (gain > 0 && rules > gain / 2) {
      return "%s, where its soft rules are kept: breaking them costs %s an hour."
          .formatted(move, Dollars.text(rules));
    }
    if (gain <= 0 || reasons.stream().noneMatch(reason -> reason.gainPerHour() > 0)) {
      return move + " so that the other moves of this plan have room or pay more.";
    }
    MoveReason first =
        reasons.stream().filter(reason -> reason.gainPerHour() > 0).findFirst().orElseThrow();
    return String.format(
        Locale.ROOT,
        "%s, %s %s (%s): saves %s an hour.",
        move,
        first.peerHost().equals(target) ? "beside" : "nearer to",
        titleOf(first),
        amount(first),
        Dollars.text(gain));
  }

  private boolean isEmptied(int host) {
    for (int vertex = 0; vertex < scene.vms.size(); vertex++) {
      if (finalHosts[vertex] == host) {
        return false;
      }
    }
    return true;
  }

  private String titleOf(MoveReason reason) {
    Integer vertex = reason.kind() == EdgeKind.STORAGE ? null : scene.vertexOf(reason.peer());
    return vertex == null ? reason.peer() : scene.vms.get(vertex).title();
  }

  private static String amount(MoveReason reason) {
    return switch (reason.kind()) {
      case NETWORK -> bytes(reason.amount()) + "/s between them";
      case STORAGE -> bytes(reason.amount()) + "/s of disk traffic";
      case MEMORY -> bytes(reason.amount()) + " that they could share";
      case CONFLICT ->
          String.format(Locale.ROOT, "away from a joint peak of %.1f cores", reason.amount());
    };
  }

  private static String bytes(double amount) {
    double left = amount;
    int unit = 0;
    while (left >= 1000 && unit < UNITS.length - 1) {
      left /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", left, UNITS[unit]);
  }
}
