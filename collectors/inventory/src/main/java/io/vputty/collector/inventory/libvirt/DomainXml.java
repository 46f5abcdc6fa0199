package io.vputty.collector.inventory.libvirt;

import io.vputty.collector.Addresses;
import io.vputty.collector.inventory.source.SourceException;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A libvirt domain, as its XML describes it (https://libvirt.org/formatdomain.html).
 *
 * @param vm on no host yet
 * @param volumes its disks, as far as they can be told apart
 */
record DomainXml(Vm vm, List<Volume> volumes) {

  private static final int DECIMAL = 1000;
  private static final int BINARY = 1024;

  DomainXml {
    volumes = List.copyOf(volumes);
  }

  /**
   * Reads a domain's XML.
   *
   * @param host name of the host, before what only that host knows
   * @throws SourceException if it is none
   */
  static DomainXml parse(String xml, String host) throws SourceException {
    XmlElement domain = XmlElement.parse(xml);
    String uuid = domain.first("uuid").map(XmlElement::text).orElse("");
    if (!domain.name().equals("domain") || uuid.isEmpty()) {
      throw new SourceException("<%s> is not a domain with a UUID".formatted(domain.name()));
    }
    List<Volume> volumes =
        domain.all("devices", "disk").stream()
            .flatMap(disk -> DiskSource.volume(disk, host).stream())
            .toList();
    Vm vm =
        Vm.newBuilder()
            .setId(uuid.toLowerCase(Locale.ROOT))
            .setName(domain.first("name").map(XmlElement::text).orElse(uuid))
            .setCpuCores(cores(domain))
            .setMemoryBytes(memoryBytes(domain))
            .setMacs(macs(domain))
            .setVolumes(volumes.stream().map(Volume::getId).distinct().toList())
            .build();
    return new DomainXml(vm, volumes);
  }

  /** Those that are plugged in, where more could be. */
  private static double cores(XmlElement domain) throws SourceException {
    Optional<XmlElement> vcpu = domain.first("vcpu");
    return number(vcpu.flatMap(v -> v.attribute("current")).or(() -> vcpu.map(XmlElement::text)));
  }

  /** What the balloon leaves it at present. */
  private static long memoryBytes(XmlElement domain) throws SourceException {
    Optional<XmlElement> memory = domain.first("currentMemory").or(() -> domain.first("memory"));
    if (memory.isEmpty()) {
      return 0;
    }
    String unit = memory.get().attribute("unit").orElse("KiB");
    return number(memory.map(XmlElement::text)) * bytesPer(unit);
  }

  private static long number(Optional<String> text) throws SourceException {
    try {
      return text.map(Long::parseUnsignedLong).orElse(0L);
    } catch (NumberFormatException e) {
      throw new SourceException("'%s' is not a whole number".formatted(text.orElse("")), e);
    }
  }

  private static long bytesPer(String unit) throws SourceException {
    if (unit.equals("b") || unit.equals("bytes")) {
      return 1;
    }
    int power = "KMGTPE".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
    boolean known = power > 0 && unit.matches(".(i?B)?");
    if (!known) {
      throw new SourceException("'%s' is not a unit of memory".formatted(unit));
    }
    int base = unit.length() == 2 ? DECIMAL : BINARY;
    long bytes = 1;
    for (int i = 0; i < power; i++) {
      bytes *= base;
    }
    return bytes;
  }

  private static List<Long> macs(XmlElement domain) {
    return domain.all("devices", "interface", "mac").stream()
        .flatMap(mac -> mac.attribute("address").flatMap(Addresses::parseMac).stream())
        .distinct()
        .toList();
  }
}
