package io.vputty.collector.inventory.file;

import io.vputty.collector.Addresses;
import io.vputty.collector.inventory.file.PlacementSection.Placement;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.schema.AutomationLevel;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code vms}: virtual machines and where they run. */
final class VmSection {

  private final Names<String> ids = new Names<>("vm");
  private final Names<String> macs = new Names<>("MAC address");
  private final Names<String> ips = new Names<>("IP address");
  private final Names<Inventory> volumes;
  private final PlacementSection placements;

  VmSection(Names<Inventory> hosts, Names<Inventory> volumes, String defaultDomain) {
    this.volumes = volumes;
    placements = new PlacementSection(hosts, defaultDomain);
  }

  /** The records of one entry, one for each placement; empty if it has no id. */
  List<Inventory> read(YamlMapping entry) {
    Optional<String> id = ids.declare(entry, "id", "");
    String name = new Fields(entry).text("name", id.orElse("?"));
    YamlMapping named = entry.labelled("vm '%s'".formatted(name));
    Vm vm = vm(named, id.orElse(""), name);
    List<Inventory> records = new ArrayList<>();
    for (Placement placement : placements.read(named)) {
      Inventory record = Records.blank();
      record.setTime(placement.since());
      record.setEntity("vm/" + vm.getId());
      record.setDomain(placement.domain());
      record.setVm(Vm.newBuilder(vm).setHost(placement.host()).build());
      records.add(record);
    }
    named.finish();
    return id.isPresent() ? records : List.of();
  }

  private Vm vm(YamlMapping entry, String id, String name) {
    Fields fields = new Fields(entry);
    int vni = fields.integer("vni", -1);
    return Vm.newBuilder()
        .setId(id)
        .setName(name)
        .setTenant(fields.text("tenant", ""))
        .setTrustDomain(fields.text("trust-domain", ""))
        .setCpuCores(fields.number("cpu", 0))
        .setMemoryBytes(fields.bytes("memory"))
        .setMacs(macs(entry, vni))
        .setIps(ips(entry, vni))
        .setVni(vni)
        .setVolumes(volumes(entry))
        .setAffinityGroup(fields.text("affinity-group", ""))
        .setAntiAffinityGroup(fields.text("anti-affinity-group", ""))
        .setRequiredLabels(entry.texts("required-labels"))
        .setPreferredLabels(entry.texts("preferred-labels"))
        .setSoftAffinityGroup(fields.text("soft-affinity-group", ""))
        .setSoftAntiAffinityGroup(fields.text("soft-anti-affinity-group", ""))
        .setAutomation(
            fields.read(
                "automation",
                AutomationLevel.AUTOMATIC,
                VmSection::automation,
                "pinned, manual or automatic"))
        .setDirtyRatePerSecond(fields.number("dirty-rate", -1))
        .build();
  }

  private List<Long> macs(YamlMapping entry, int vni) {
    List<Long> found = new ArrayList<>();
    for (YamlScalar mac : entry.scalars("macs")) {
      mac.as(Addresses::parseMac, "a MAC address").ifPresent(found::add);
      macs.declare(unique(mac.text().toLowerCase(Locale.ROOT), vni), "", mac::problem);
    }
    return found;
  }

  private List<ByteBuffer> ips(YamlMapping entry, int vni) {
    List<ByteBuffer> found = new ArrayList<>();
    for (YamlScalar ip : entry.scalars("ips")) {
      ip.as(Addresses::parseIp, "an IP address")
          .ifPresent(
              bytes -> {
                ips.declare(unique(Addresses.text(bytes), vni), "", ip::problem);
                found.add(ByteBuffer.wrap(bytes));
              });
    }
    return found;
  }

  /** Addresses are unique within a virtual network. */
  private static String unique(String address, int vni) {
    return vni < 0 ? address : address + " in VNI " + vni;
  }

  private List<String> volumes(YamlMapping entry) {
    List<String> found = new ArrayList<>();
    for (YamlScalar volume : entry.scalars("volumes")) {
      volumes.find(volume).ifPresent(known -> found.add(volume.text()));
    }
    return found;
  }

  private static Optional<AutomationLevel> automation(String text) {
    return Stream.of(AutomationLevel.PINNED, AutomationLevel.MANUAL, AutomationLevel.AUTOMATIC)
        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }
}
