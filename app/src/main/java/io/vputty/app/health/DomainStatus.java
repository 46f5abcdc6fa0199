package io.vputty.app.health;

import io.vputty.app.moves.MoveBook;
import io.vputty.app.moves.MoveStory;
import io.vputty.app.settings.SettingsInForce;
import io.vputty.schema.Inventory;
import io.vputty.schema.Plan;
import io.vputty.schema.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where one domain stands.
 *
 * @param hosts hosts that run VMs
 * @param vms VMs
 * @param plan its newest plan, if there was one
 * @param pause what paused it, if anything did
 * @param open moves of which something may still come
 * @param running those of them that an actuator has
 */
record DomainStatus(
    String domain,
    long hosts,
    long vms,
    Optional<Plan> plan,
    Optional<Setting> pause,
    int open,
    int running) {

  /** All domains of hosts and plans, by name. */
  static List<DomainStatus> of(Collection<Inventory> inventory, MoveBook book, Instant now) {
    SettingsInForce settings = SettingsInForce.of(book.settings());
    Map<String, Plan> plans = book.newest();
    SortedSet<String> domains = new TreeSet<>(plans.keySet());
    inventory.stream().filter(DomainStatus::runsVms).forEach(host -> domains.add(host.getDomain()));
    List<DomainStatus> all = new ArrayList<>();
    for (String domain : domains) {
      List<MoveStory> open =
          book.stories().stream()
              .filter(story -> story.plan().getDomain().equals(domain) && story.open(now))
              .toList();
      all.add(
          new DomainStatus(
              domain,
              inventory.stream().filter(e -> in(domain, e) && runsVms(e)).count(),
              inventory.stream().filter(e -> in(domain, e) && e.getVm() != null).count(),
              Optional.ofNullable(plans.get(domain)),
              settings.pause(domain),
              open.size(),
              (int) open.stream().filter(story -> story.life().held()).count()));
    }
    return List.copyOf(all);
  }

  private static boolean in(String domain, Inventory entity) {
    return entity.getDomain().equals(domain);
  }

  private static boolean runsVms(Inventory entity) {
    return entity.getHost() != null && !entity.getHost().getNetworkSwitch();
  }
}
