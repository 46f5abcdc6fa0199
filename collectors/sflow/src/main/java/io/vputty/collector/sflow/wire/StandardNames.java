package io.vputty.collector.sflow.wire;

import java.util.Map;
import java.util.TreeMap;

/**
 * Names of the standard (enterprise 0) records by format, as the <a
 * href="https://sflow.org/developers/structures.php">register of sFlow structures</a> lists them.
 */
final class StandardNames {

  /** Records of flow samples, but for those that {@link Registry} decodes. */
  static final Map<Integer, String> FLOW =
      parse(
          """
          2 sampled_ethernet
          3 sampled_ipv4
          4 sampled_ipv6
          1001 extended_switch
          1002 extended_router
          1003 extended_gateway
          1004 extended_user
          1005 extended_url
          1006 extended_mpls
          1007 extended_nat
          1008 extended_mpls_tunnel
          1009 extended_mpls_vc
          1010 extended_mpls_ftn
          1011 extended_mpls_ldp_fec
          1012 extended_vlantunnel
          1013 extended_80211_payload
          1014 extended_80211_rx
          1015 extended_80211_tx
          1016 extended_80211_aggregation
          1020 extended_nat_port
          1021 extended_L2_tunnel_egress
          1022 extended_L2_tunnel_ingress
          1023 extended_ipv4_tunnel_egress
          1024 extended_ipv4_tunnel_ingress
          1025 extended_ipv6_tunnel_egress
          1026 extended_ipv6_tunnel_ingress
          1027 extended_decapsulate_egress
          1028 extended_decapsulate_ingress
          1029 extended_vni_egress
          1030 extended_vni_ingress
          1031 extended_ib_lrh
          1032 extended_ib_grh
          1033 extended_ib_brh
          1034 extended_vlanin
          1035 extended_vlanout
          1036 extended_egress_queue
          1037 extended_acl
          1038 extended_function
          1039 extended_transit
          1040 extended_queue
          1041 extended_hw_trap
          1042 extended_linux_drop_reason
          1043 extended_timestamp
          2100 extended_socket_ipv4
          2101 extended_socket_ipv6
          2102 extended_proxy_socket_ipv4
          2103 extended_proxy_socket_ipv6
          2200 memcache_operation
          2202 app_operation
          2203 app_parent_context
          2204 app_initiator
          2205 app_target
          2206 http_request
          2207 extended_proxy_request
          2209 extended_tcp_info
          2210 extended_entities
          """);

  /** Records of counter samples. */
  static final Map<Integer, String> COUNTER =
      parse(
          """
          1 if_counters
          2 ethernet_counters
          3 tokenring_counters
          4 vg_counters
          5 vlan_counters
          6 ieee80211_counters
          7 lag_port_stats
          10 sfp
          11 bgp_peers
          1001 processor
          1002 radio_utilization
          1003 queue_length
          1004 of_port
          1005 port_name
          2000 host_descr
          2001 host_adapters
          2002 host_parent
          2003 host_cpu
          2004 host_memory
          2005 host_disk_io
          2006 host_net_io
          2007 mib2_ip_group
          2008 mib2_icmp_group
          2009 mib2_tcp_group
          2010 mib2_udp_group
          2100 virt_node
          2101 virt_cpu
          2102 virt_memory
          2103 virt_disk_io
          2104 virt_net_io
          2105 jvm_runtime
          2106 jvm_statistics
          2200 memcache_counters_old
          2201 http_counters
          2202 app_operations
          2203 app_resources
          2204 memcache_counters
          2205 vdi_resources
          2206 app_workers
          2207 ovs_dp_stats
          """);

  private StandardNames() {}

  private static Map<Integer, String> parse(String table) {
    Map<Integer, String> names = new TreeMap<>();
    table
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(columns -> names.put(Integer.valueOf(columns[0]), columns[1]));
    return names;
  }
}
