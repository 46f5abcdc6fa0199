package io.vputty.collector.inventory.file;

import io.vputty.collector.Addresses;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code hosts}: machines and switches. */
final class HostSection {

  private final Names<Inventory> hosts;
  private final Names<String> agents = new Names<>("agent");
  private final String defaultDomain;

  HostSection(Names<Inventory> hosts, String defaultDomain) {
    this.hosts = hosts;
    this.defaultDomain = defaultDomain;
  }

  /** The record of one entry; empty if it has no name. */
  Optional<Inventory> read(YamlMapping entry) {
    Inventory record = Records.blank();
    Optional<String> name = hosts.declare(entry, "name", record);
    YamlMapping named = entry.labelled("host '%s'".formatted(name.orElse("?")));
    Host host = host(named, name.orElse(""));
    record.setEntity("host/" + host.getName());
    record.setDomain(new Fields(named).text("domain", defaultDomain));
    record.setHost(host);
    named.finish();
    return name.map(known -> record);
  }

  private Host host(YamlMapping entry, String name) {
    Fields fields = new Fields(entry);
    return Host.newBuilder()
        .setName(name)
        .setAgents(agents(entry, name))
        .setNetworkSwitch(fields.flag("switch", false))
        .setRack(fields.text("rack", ""))
        .setZone(fields.text("zone", ""))
        .setCpuCores(fields.number("cpu", 0))
        .setMemoryBytes(fields.bytes("memory"))
        .setNicBitsPerSecond(fields.bitsPerSecond("nic"))
        .setNicOvercommit(fields.number("nic-overcommit", 1))
        .setCpuOvercommit(fields.number("cpu-overcommit", 1))
        .setCpuModel(fields.text("cpu-model", ""))
        .setLabels(entry.texts("labels"))
        .setSchedulable(fields.flag("schedulable", true))
        .setIdleWatts(fields.number("idle-watts", 0))
        .setPeakWatts(fields.number("peak-watts", 0))
        .setBalancer(fields.text("balancer", ""))
        .build();
  }

  private List<String> agents(YamlMapping entry, String name) {
    List<String> addresses = new ArrayList<>();
    for (YamlScalar agent : entry.scalars("agents")) {
      agent
          .as(text -> Addresses.parseIp(text).map(Addresses::text), "an IP address")
          .ifPresent(
              address -> {
                agents.declare(address, name, agent::problem);
                addresses.add(address);
              });
    }
    return addresses;
  }
}
