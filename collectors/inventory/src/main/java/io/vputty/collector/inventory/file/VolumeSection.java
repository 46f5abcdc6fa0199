package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import io.vputty.schema.Inventory;
import io.vputty.schema.Volume;
import java.util.Optional;

/** Reads {@code volumes}: disks that VMs use. */
final class VolumeSection {

  private final Names<Inventory> volumes;
  private final Names<Inventory> hosts;
  private final String defaultDomain;

  VolumeSection(Names<Inventory> volumes, Names<Inventory> hosts, String defaultDomain) {
    this.volumes = volumes;
    this.hosts = hosts;
    this.defaultDomain = defaultDomain;
  }

  /** The record of one entry; empty if it has no id. */
  Optional<Inventory> read(YamlMapping entry) {
    Inventory record = Records.blank();
    Optional<String> id = volumes.declare(entry, "id", record);
    YamlMapping named = entry.labelled("volume '%s'".formatted(id.orElse("?")));
    Fields fields = new Fields(named);
    Optional<YamlScalar> hostName = named.scalar("host");
    Optional<Inventory> host = hostName.flatMap(hosts::find);
    String domain = host.map(Inventory::getDomain).orElse(defaultDomain);
    record.setEntity("volume/" + id.orElse(""));
    record.setDomain(fields.text("domain", domain));
    record.setVolume(
        new Volume(
            id.orElse(""),
            hostName.map(YamlScalar::text).orElse(""),
            fields.text("rack", ""),
            fields.bytes("size")));
    named.finish();
    return id.map(known -> record);
  }
}
