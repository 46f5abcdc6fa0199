package io.vputty.collector.sflow.hosts;

import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who runs where, as agents on the hosts say: a host is known by the agent that reports it, and its
 * virtual machines by the same agent. One that is seen under another agent has moved; one that
 * nobody has reported for {@value #GONE_MS} ms, though its host still reports, is gone.
 */
final class HostInventory {

  static final long GONE_MS = 300_000;

  private static final String SOURCE = "sflow";

  private final String domain;
  private final Consumer<Finding> out;
  private final Map<AgentAddress, String> hostOfAgent = new HashMap<>();
  private final Map<String, Known> known = new HashMap<>();

  private static final class Known {
    Inventory record = Inventory.newBuilder().build();
    AgentAddress agent = new AgentAddress(4, 0, 0);
    long seenMs;
  }

  /**
   * @param domain placement domain of all; empty if nothing is to be published
   */
  HostInventory(String domain, Consumer<Finding> out) {
    this.domain = domain;
    this.out = out;
  }

  void host(AgentAddress agent, HostSample sample, long timeMs) {
    if (domain.isEmpty() || sample.name().isEmpty()) {
      return;
    }
    hostOfAgent.put(agent, sample.name());
    Host host =
        Host.newBuilder()
            .setName(sample.name())
            .setAgents(List.of(agent.text()))
            .setCpuCores((double) Math.max(0, sample.number("host_cpu", "cpu_num")))
            .setMemoryBytes(Math.max(0, sample.number("host_memory", "mem_total")))
            .build();
    say("host/" + sample.name(), Inventory.newBuilder().setHost(host), agent, timeMs);
  }

  void virtualMachine(AgentAddress agent, HostSample sample, long timeMs) {
    String host = hostOfAgent.get(agent);
    if (domain.isEmpty() || host == null || !sample.isPresent()) {
      return;
    }
    Vm vm =
        Vm.newBuilder()
            .setId(sample.uuid())
            .setName(sample.name())
            .setHost(host)
            .setCpuCores((double) Math.max(0, sample.number("virt_cpu", "nrVirtCpu")))
            .setMemoryBytes(Math.max(0, sample.number("virt_memory", "maxMemory")))
            .setMacs(sample.macs())
            .build();
    say("vm/" + sample.uuid(), Inventory.newBuilder().setVm(vm), agent, timeMs);
  }

  /** Publishes a record if it says anything new. */
  private void say(String entity, Inventory.Builder builder, AgentAddress agent, long timeMs) {
    Known before = known.computeIfAbsent(entity, absent -> new Known());
    Inventory record =
        builder
            .setEntity(entity)
            .setDomain(domain)
            .setSource(SOURCE)
            .setTime(before.record.getTime())
            .build();
    if (!record.equals(before.record)) {
      record.setTime(Instant.ofEpochMilli(timeMs));
      out.accept(Finding.of(Inventory.newBuilder(record).build()));
      before.record = record;
    }
    before.agent = agent;
    before.seenMs = timeMs;
  }

  /** Removes what is gone. */
  void sweep(long nowMs) {
    known
        .values()
        .removeIf(
            entity -> {
              boolean gone = entity.seenMs < nowMs - GONE_MS && isReporting(entity.agent, nowMs);
              if (gone) {
                Inventory last = Inventory.newBuilder(entity.record).build();
                last.setRemoved(true);
                last.setTime(Instant.ofEpochMilli(nowMs));
                out.accept(Finding.of(last));
              }
              return gone;
            });
  }

  private boolean isReporting(AgentAddress agent, long nowMs) {
    String host = hostOfAgent.get(agent);
    Known reporter = host == null ? null : known.get("host/" + host);
    return reporter != null && reporter.seenMs >= nowMs - GONE_MS;
  }
}
