package io.vputty.sink.actuator.proxmox;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.setting.DriverSettings;
import io.vputty.sink.actuator.setting.SettingException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which VM of the cluster a plan means: by a number that was given for it, by the UUID of its
 * firmware, or by its name. Not thread-safe.
 */
final class Identity {

  private final ProxmoxVe cluster;
  private final Map<String, Long> given = new HashMap<>();
  private final boolean byName;

  /** Numbers by UUID, as last seen: asked again first, since numbers can be given to others. */
  private final Map<String, Long> seen = new HashMap<>();

  Identity(ProxmoxVe cluster, DriverSettings settings) throws SettingException {
    this.cluster = cluster;
    for (Map.Entry<String, String> each : settings.family("vmid.*").entrySet()) {
      if (!each.getValue().matches("\\d{1,9}")) {
        throw new SettingException(
            "vmid.%s (%s) must be a number".formatted(each.getKey(), each.getValue()));
      }
      given.put(each.getKey(), Long.valueOf(each.getValue()));
    }
    String identity = settings.text("identity");
    if (!identity.equals("uuid") && !identity.equals("name")) {
      throw new SettingException("identity (%s) must be uuid or name".formatted(identity));
    }
    byName = identity.equals("name");
  }

  /** The VM of a move; empty if there is none. */
  Optional<Guest> find(Move move) throws DriverException {
    List<Guest> all = cluster.guests();
    Long number = given.get(move.getVm());
    if (number != null) {
      return all.stream().filter(each -> each.id() == number).findFirst();
    }
    return byName ? named(all, move.getVmName()) : withUuid(all, move.getVm());
  }

  private static Optional<Guest> named(List<Guest> all, String name) throws DriverException {
    List<Guest> found = all.stream().filter(each -> each.name().equals(name)).toList();
    if (found.size() > 1) {
      throw new DriverException(
          "%d VMs are called %s; set vmid.* or identity=uuid".formatted(found.size(), name));
    }
    return found.stream().findFirst();
  }

  private Optional<Guest> withUuid(List<Guest> all, String vm) throws DriverException {
    String uuid = vm.toLowerCase(Locale.ROOT);
    Long known = seen.get(uuid);
    for (Guest each : all) {
      if (known != null && each.id() == known && cluster.uuid(each).equals(uuid)) {
        return Optional.of(each);
      }
    }
    for (Guest each : all) {
      if (cluster.uuid(each).equals(uuid)) {
        seen.put(uuid, each.id());
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
