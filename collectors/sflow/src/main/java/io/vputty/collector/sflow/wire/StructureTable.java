package io.vputty.collector.sflow.wire;

/**
 * The one table of what an agent may send, a structure a line:
 *
 * <pre>
 * where it stands, enterprise:format, name, document | layout
 * </pre>
 *
 * Where it stands is {@code sample}, {@code flow} or {@code counter}. Names are those of the <a
 * href="https://sflow.org/developers/structures.php">register of sFlow structures</a>; the document
 * is a page of sflow.org, "-" for the register itself. Without a layout a structure is known by
 * name and skipped by its length. Layouts are those of {@link
 * io.vputty.collector.sflow.wire.xdr.Layout}.
 */
final class StructureTable {

  static final String ROWS =
      """
      sample 0:1 flow_sample sflow_version_5.txt | u32 sequence, u32 source, u32 rate, u32 pool, u32 drops, u32 input, u32 output
      sample 0:2 counters_sample sflow_version_5.txt | u32 sequence, u32 source
      sample 0:3 flow_sample_expanded sflow_version_5.txt | u32 sequence, u32 source_class, u32 source_index, u32 rate, u32 pool, u32 drops, u32 input_format, u32 input, u32 output_format, u32 output
      sample 0:4 counters_sample_expanded sflow_version_5.txt | u32 sequence, u32 source_class, u32 source_index
      sample 0:5 discarded_packet sflow_drops.txt | u32 sequence, u32 source_class, u32 source_index, u32 drops, u32 input, u32 output, u32 reason
      flow 0:1 sampled_header sflow_version_5.txt | u32 protocol, u32 frame_length, u32 stripped, string header
      flow 0:2 sampled_ethernet sflow_version_5.txt | u32 length, mac src_mac, mac dst_mac, u32 type
      flow 0:3 sampled_ipv4 sflow_version_5.txt | u32 length, u32 protocol, ip4 src_ip, ip4 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 tos
      flow 0:4 sampled_ipv6 sflow_version_5.txt | u32 length, u32 protocol, ip6 src_ip, ip6 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 priority
      flow 0:1001 extended_switch sflow_version_5.txt | u32 src_vlan, u32 src_priority, u32 dst_vlan, u32 dst_priority
      flow 0:1002 extended_router sflow_version_5.txt | address nexthop, u32 src_mask_len, u32 dst_mask_len
      flow 0:1003 extended_gateway sflow_version_5.txt | address nexthop, u32 as, u32 src_as, u32 src_peer_as, [u32 type, [u32 as] ases] dst_as_path, [u32 community] communities, u32 localpref
      flow 0:1004 extended_user sflow_version_5.txt | u32 src_charset, string src_user, u32 dst_charset, string dst_user
      flow 0:1005 extended_url sflow_version_5.txt
      flow 0:1006 extended_mpls sflow_version_5.txt
      flow 0:1007 extended_nat sflow_version_5.txt
      flow 0:1008 extended_mpls_tunnel sflow_version_5.txt
      flow 0:1009 extended_mpls_vc sflow_version_5.txt
      flow 0:1010 extended_mpls_FTN sflow_version_5.txt
      flow 0:1011 extended_mpls_LDP_FEC sflow_version_5.txt
      flow 0:1012 extended_vlantunnel sflow_version_5.txt
      flow 0:1013 extended_80211_payload sflow_80211.txt
      flow 0:1014 extended_80211_rx sflow_80211.txt
      flow 0:1015 extended_80211_tx sflow_80211.txt
      flow 0:1016 extended_80211_aggregation sflow_80211.txt
      flow 0:1020 extended_nat_port - | u32 src_port, u32 dst_port
      flow 0:1021 extended_L2_tunnel_egress sflow_tunnels.txt | u32 length, mac src_mac, mac dst_mac, u32 type
      flow 0:1022 extended_L2_tunnel_ingress sflow_tunnels.txt | u32 length, mac src_mac, mac dst_mac, u32 type
      flow 0:1023 extended_ipv4_tunnel_egress sflow_tunnels.txt | u32 length, u32 protocol, ip4 src_ip, ip4 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 tos
      flow 0:1024 extended_ipv4_tunnel_ingress sflow_tunnels.txt | u32 length, u32 protocol, ip4 src_ip, ip4 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 tos
      flow 0:1025 extended_ipv6_tunnel_egress sflow_tunnels.txt | u32 length, u32 protocol, ip6 src_ip, ip6 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 priority
      flow 0:1026 extended_ipv6_tunnel_ingress sflow_tunnels.txt | u32 length, u32 protocol, ip6 src_ip, ip6 dst_ip, u32 src_port, u32 dst_port, u32 tcp_flags, u32 priority
      flow 0:1027 extended_decapsulate_egress sflow_tunnels.txt | u32 inner_header_offset
      flow 0:1028 extended_decapsulate_ingress sflow_tunnels.txt | u32 inner_header_offset
      flow 0:1029 extended_vni_egress sflow_tunnels.txt | u32 vni
      flow 0:1030 extended_vni_ingress sflow_tunnels.txt | u32 vni
      flow 0:1031 extended_ib_lrh -
      flow 0:1032 extended_ib_grh -
      flow 0:1033 extended_ib_brh -
      flow 0:1034 extended_vlanin -
      flow 0:1035 extended_vlanout -
      flow 0:1036 extended_egress_queue sflow_drops.txt | u32 queue
      flow 0:1037 extended_acl sflow_drops.txt | u32 number, string name, u32 direction
      flow 0:1038 extended_function sflow_drops.txt | string symbol
      flow 0:1039 extended_transit sflow_transit.txt | u32 delay_ns
      flow 0:1040 extended_queue sflow_transit.txt | u32 depth_bytes
      flow 0:1041 extended_hw_trap sflow_drops.txt | string group, string trap
      flow 0:1042 extended_linux_drop_reason sflow_drops.txt | string reason
      flow 0:1043 extended_timestamp - | u64 nanoseconds
      flow 0:2100 extended_socket_ipv4 sflow_host.txt
      flow 0:2101 extended_socket_ipv6 sflow_host.txt
      flow 0:2102 extended_proxy_socket_ipv4 sflow_http.txt
      flow 0:2103 extended_proxy_socket_ipv6 sflow_http.txt
      flow 0:2200 memcache_operation sflow_memcache.txt
      flow 0:2201 http_request_old sflow_http.txt
      flow 0:2202 app_operation sflow_application.txt
      flow 0:2203 app_parent_context sflow_application.txt
      flow 0:2204 app_initiator sflow_application.txt
      flow 0:2205 app_target sflow_application.txt
      flow 0:2206 http_request sflow_http.txt
      flow 0:2207 extended_proxy_request sflow_http.txt
      flow 0:2209 extended_tcp_info -
      flow 0:2210 extended_entities -
      counter 0:1 if_counters sflow_version_5.txt | u32 ifIndex, u32 ifType, u64 ifSpeed, u32 ifDirection, u32 ifStatus, u64 ifInOctets, u32 ifInUcastPkts, u32 ifInMulticastPkts, u32 ifInBroadcastPkts, u32 ifInDiscards, u32 ifInErrors, u32 ifInUnknownProtos, u64 ifOutOctets, u32 ifOutUcastPkts, u32 ifOutMulticastPkts, u32 ifOutBroadcastPkts, u32 ifOutDiscards, u32 ifOutErrors, u32 ifPromiscuousMode
      counter 0:2 ethernet_counters sflow_version_5.txt | u32 dot3StatsAlignmentErrors, u32 dot3StatsFCSErrors, u32 dot3StatsSingleCollisionFrames, u32 dot3StatsMultipleCollisionFrames, u32 dot3StatsSQETestErrors, u32 dot3StatsDeferredTransmissions, u32 dot3StatsLateCollisions, u32 dot3StatsExcessiveCollisions, u32 dot3StatsInternalMacTransmitErrors, u32 dot3StatsCarrierSenseErrors, u32 dot3StatsFrameTooLongs, u32 dot3StatsInternalMacReceiveErrors, u32 dot3StatsSymbolErrors
      counter 0:3 tokenring_counters sflow_version_5.txt | u32 dot5StatsLineErrors, u32 dot5StatsBurstErrors, u32 dot5StatsACErrors, u32 dot5StatsAbortTransErrors, u32 dot5StatsInternalErrors, u32 dot5StatsLostFrameErrors, u32 dot5StatsReceiveCongestions, u32 dot5StatsFrameCopiedErrors, u32 dot5StatsTokenErrors, u32 dot5StatsSoftErrors, u32 dot5StatsHardErrors, u32 dot5StatsSignalLoss, u32 dot5StatsTransmitBeacons, u32 dot5StatsRecoverys, u32 dot5StatsLobeWires, u32 dot5StatsRemoves, u32 dot5StatsSingles, u32 dot5StatsFreqErrors
      counter 0:4 vg_counters sflow_version_5.txt | u32 dot12InHighPriorityFrames, u64 dot12InHighPriorityOctets, u32 dot12InNormPriorityFrames, u64 dot12InNormPriorityOctets, u32 dot12InIPMErrors, u32 dot12InOversizeFrameErrors, u32 dot12InDataErrors, u32 dot12InNullAddressedFrames, u32 dot12OutHighPriorityFrames, u64 dot12OutHighPriorityOctets, u32 dot12TransitionIntoTrainings, u64 dot12HCInHighPriorityOctets, u64 dot12HCInNormPriorityOctets, u64 dot12HCOutHighPriorityOctets
      counter 0:5 vlan_counters sflow_version_5.txt | u32 vlan_id, u64 octets, u32 ucastPkts, u32 multicastPkts, u32 broadcastPkts, u32 discards
      counter 0:6 ieee80211_counters sflow_80211.txt | u32 dot11TransmittedFragmentCount, u32 dot11MulticastTransmittedFrameCount, u32 dot11FailedCount, u32 dot11RetryCount, u32 dot11MultipleRetryCount, u32 dot11FrameDuplicateCount, u32 dot11RTSSuccessCount, u32 dot11RTSFailureCount, u32 dot11ACKFailureCount, u32 dot11ReceivedFragmentCount, u32 dot11MulticastReceivedFrameCount, u32 dot11FCSErrorCount, u32 dot11TransmittedFrameCount, u32 dot11WEPUndecryptableCount, u32 dot11QoSDiscardedFragmentCount, u32 dot11AssociatedStationCount, u32 dot11QoSCFPollsReceivedCount, u32 dot11QoSCFPollsUnusedCount, u32 dot11QoSCFPollsUnusableCount, u32 dot11QoSCFPollsLostCount
      counter 0:7 lag_port_stats sflow_lag.txt | mac actorSystemID, mac partnerSystemID, u32 attachedAggID, u8 actorAdminPortState, u8 actorOperPortState, u8 partnerAdminPortState, u8 partnerOperPortState, u32 LACPDUsRx, u32 markerPDUsRx, u32 markerResponsePDUsRx, u32 unknownRx, u32 illegalRx, u32 LACPDUsTx, u32 markerPDUsTx, u32 markerResponsePDUsTx
      counter 0:10 sfp sflow_optics.txt | u32 module_id, u32 module_num_lanes, u32 module_supply_voltage, i32 module_temperature, [u32 index, u32 tx_bias_current, u32 tx_power, u32 tx_power_min, u32 tx_power_max, u32 tx_wavelength, u32 rx_power, u32 rx_power_min, u32 rx_power_max, u32 rx_wavelength] lanes
      counter 0:11 bgp_peers -
      counter 0:1001 processor sflow_version_5.txt | pct cpu_5s, pct cpu_1m, pct cpu_5m, u64 total_memory, u64 free_memory
      counter 0:1002 radio_utilization sflow_80211.txt
      counter 0:1003 queue_length -
      counter 0:1004 of_port sflow_openflow.txt | x64 datapath_id, u32 port_no
      counter 0:1005 port_name sflow_openflow.txt | string name
      counter 0:2000 host_descr sflow_host.txt | string hostname, uuid uuid, u32 machine_type, u32 os_name, string os_release
      counter 0:2001 host_adapters sflow_host.txt | [u32 ifIndex, [mac mac] macs] adapters
      counter 0:2002 host_parent sflow_host.txt | u32 container_type, u32 container_index
      counter 0:2003 host_cpu sflow_host.txt | f32 load_one, f32 load_five, f32 load_fifteen, u32 proc_run, u32 proc_total, u32 cpu_num, u32 cpu_speed, u32 uptime, u32 cpu_user, u32 cpu_nice, u32 cpu_system, u32 cpu_idle, u32 cpu_wio, u32 cpu_intr, u32 cpu_sintr, u32 interrupts, u32 contexts, ? u32 cpu_steal, u32 cpu_guest, u32 cpu_guest_nice
      counter 0:2004 host_memory sflow_host.txt | u64 mem_total, u64 mem_free, u64 mem_shared, u64 mem_buffers, u64 mem_cached, u64 swap_total, u64 swap_free, u32 page_in, u32 page_out, u32 swap_in, u32 swap_out
      counter 0:2005 host_disk_io sflow_host.txt | u64 disk_total, u64 disk_free, pct part_max_used, u32 reads, u64 bytes_read, u32 read_time, u32 writes, u64 bytes_written, u32 write_time
      counter 0:2006 host_net_io sflow_host.txt | u64 bytes_in, u32 pkts_in, u32 errs_in, u32 drops_in, u64 bytes_out, u32 pkts_out, u32 errs_out, u32 drops_out
      counter 0:2007 mib2_ip_group sflow_host_ip.txt | u32 ipForwarding, u32 ipDefaultTTL, u32 ipInReceives, u32 ipInHdrErrors, u32 ipInAddrErrors, u32 ipForwDatagrams, u32 ipInUnknownProtos, u32 ipInDiscards, u32 ipInDelivers, u32 ipOutRequests, u32 ipOutDiscards, u32 ipOutNoRoutes, u32 ipReasmTimeout, u32 ipReasmReqds, u32 ipReasmOKs, u32 ipReasmFails, u32 ipFragOKs, u32 ipFragFails, u32 ipFragCreates
      counter 0:2008 mib2_icmp_group sflow_host_ip.txt | u32 icmpInMsgs, u32 icmpInErrors, u32 icmpInDestUnreachs, u32 icmpInTimeExcds, u32 icmpInParamProbs, u32 icmpInSrcQuenchs, u32 icmpInRedirects, u32 icmpInEchos, u32 icmpInEchoReps, u32 icmpInTimestamps, u32 icmpInAddrMasks, u32 icmpInAddrMaskReps, u32 icmpOutMsgs, u32 icmpOutErrors, u32 icmpOutDestUnreachs, u32 icmpOutTimeExcds, u32 icmpOutParamProbs, u32 icmpOutSrcQuenchs, u32 icmpOutRedirects, u32 icmpOutEchos, u32 icmpOutEchoReps, u32 icmpOutTimestamps, u32 icmpOutTimestampReps, u32 icmpOutAddrMasks, u32 icmpOutAddrMaskReps
      counter 0:2009 mib2_tcp_group sflow_host_ip.txt | u32 tcpRtoAlgorithm, u32 tcpRtoMin, u32 tcpRtoMax, u32 tcpMaxConn, u32 tcpActiveOpens, u32 tcpPassiveOpens, u32 tcpAttemptFails, u32 tcpEstabResets, u32 tcpCurrEstab, u32 tcpInSegs, u32 tcpOutSegs, u32 tcpRetransSegs, u32 tcpInErrs, u32 tcpOutRsts, u32 tcpInCsumErrors
      counter 0:2010 mib2_udp_group sflow_host_ip.txt | u32 udpInDatagrams, u32 udpNoPorts, u32 udpInErrors, u32 udpOutDatagrams, u32 udpRcvbufErrors, u32 udpSndbufErrors, u32 udpInCsumErrors
      counter 0:2100 virt_node sflow_host.txt | u32 mhz, u32 cpus, u64 memory, u64 memory_free, u32 num_domains
      counter 0:2101 virt_cpu sflow_host.txt | u32 state, u32 cpuTime_ms, u32 nrVirtCpu
      counter 0:2102 virt_memory sflow_host.txt | u64 memory, u64 maxMemory
      counter 0:2103 virt_disk_io sflow_host.txt | u64 capacity, u64 allocation, u64 available, u32 rd_req, u64 rd_bytes, u32 wr_req, u64 wr_bytes, u32 errs
      counter 0:2104 virt_net_io sflow_host.txt | u64 rx_bytes, u32 rx_packets, u32 rx_errs, u32 rx_drop, u64 tx_bytes, u32 tx_packets, u32 tx_errs, u32 tx_drop
      counter 0:2105 jvm_runtime sflow_jvm.txt
      counter 0:2106 jvm_statistics sflow_jvm.txt
      counter 0:2200 memcache_counters_old sflow_memcache.txt
      counter 0:2201 http_counters sflow_http.txt
      counter 0:2202 app_operations sflow_application.txt
      counter 0:2203 app_resources sflow_application.txt | u32 user_time_ms, u32 system_time_ms, u64 mem_used, u64 mem_max, u32 fd_open, u32 fd_max, u32 conn_open, u32 conn_max
      counter 0:2204 memcache_counters sflow_memcache.txt
      counter 0:2205 vdi_resources -
      counter 0:2206 app_workers sflow_application.txt
      counter 0:2207 ovs_dp_stats - | u32 hits, u32 misses, u32 lost, u32 mask_hits, u32 flows, u32 masks
      counter 5703:1 nvidia_gpu sflow_nvml.txt
      counter 4413:1 broadcom_device_buffers -
      counter 4413:2 broadcom_port_buffers -
      counter 4413:3 broadcom_asic_tables -
      """;

  private StructureTable() {}
}
