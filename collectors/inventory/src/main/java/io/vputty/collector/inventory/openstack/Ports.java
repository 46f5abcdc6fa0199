package io.vputty.collector.inventory.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.vputty.collector.Addresses;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses of servers, as Neutron's ports have them. Tenants may use the same IP addresses in
 * networks of their own: one that two servers have names neither.
 */
final class Ports {

  private final Map<String, List<Long>> macs = new HashMap<>();
  private final Map<String, List<ByteBuffer>> ips = new HashMap<>();
  private final Map<ByteBuffer, Set<String>> holders = new HashMap<>();

  /**
   * @param ports as Neutron lists them; those of routers and the like do no harm
   */
  Ports(List<JsonNode> ports) {
    for (JsonNode port : ports) {
      String device = port.path("device_id").asText("");
      Addresses.parseMac(port.path("mac_address").asText())
          .ifPresent(mac -> macs.computeIfAbsent(device, absent -> new ArrayList<>()).add(mac));
      for (JsonNode fixed : port.path("fixed_ips")) {
        Optional<byte[]> address = Addresses.parseIp(fixed.path("ip_address").asText());
        address.map(ByteBuffer::wrap).ifPresent(ip -> add(device, ip));
      }
    }
  }

  private void add(String device, ByteBuffer ip) {
    ips.computeIfAbsent(device, absent -> new ArrayList<>()).add(ip);
    holders.computeIfAbsent(ip, absent -> new HashSet<>()).add(device);
  }

  /** MAC addresses of a server. */
  List<Long> macs(String server) {
    return macs.getOrDefault(server, List.of());
  }

  /** IP addresses that this server alone has. */
  List<ByteBuffer> ips(String server) {
    return ips.getOrDefault(server, List.of()).stream()
        .filter(ip -> holders.getOrDefault(ip, Set.of()).size() == 1)
        .distinct()
        .toList();
  }
}
