package io.vputty.collector.sflow.hosts;

import io.vputty.collector.Counters;
import io.vputty.collector.sflow.wire.AgentAddress;
import io.vputty.collector.sflow.wire.CounterSample;
import io.vputty.collector.sflow.wire.Datagram;
import io.vputty.collector.sflow.wire.xdr.MalformedDatagramException;
import io.vputty.schema.Load;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Turns counter samples of hosts and their virtual machines into load, and, if a placement domain
 * is given for them, into inventory.
 *
 * <p>Memory is bounded: at most {@value #MOST_ENTITIES} hosts and virtual machines are followed,
 * forgotten after ten silent minutes, and {@value #MOST_WAITING} findings wait to be sent. What is
 * beyond is counted. Thread-safe.
 */
public final class Hosts {

  static final int MOST_ENTITIES = 200_000;
  static final int MOST_WAITING = 100_000;

  private static final long SILENCE_MS = 600_000;
  private static final List<String> BUSY =
      List.of("cpu_user", "cpu_nice", "cpu_system", "cpu_intr", "cpu_sintr", "cpu_steal");
  private static final double MS = 1000;

  private final String collector;
  private final Counters counters;
  private final HostInventory inventory;
  private final Map<Entity, CounterRates> entities = new HashMap<>();
  private final BlockingQueue<Finding> findings = new ArrayBlockingQueue<>(MOST_WAITING);
  private long nextSweepMs = Long.MIN_VALUE;

  private record Entity(AgentAddress agent, int sourceClass, long sourceIndex) {}

  /**
   * @param collector name of the collector in what it finds
   * @param domain placement domain of hosts and virtual machines; empty if none are to be published
   */
  public Hosts(String collector, String domain, Counters counters) {
    this.collector = collector;
    this.counters = counters;
    inventory = new HostInventory(domain, this::find);
  }

  /** Looks through a datagram. */
  public synchronized void take(Datagram datagram, long timeMs) {
    sweep(timeMs);
    for (int i = 0; i < datagram.counterSampleCount(); i++) {
      CounterSample counterSample = datagram.counterSample(i);
      try {
        Optional<HostSample> sample = HostSample.read(counterSample);
        if (sample.isPresent()) {
          take(datagram, counterSample, sample.get(), timeMs);
        }
      } catch (MalformedDatagramException e) {
        counters.increment("hosts.malformed." + e.reason());
      }
    }
  }

  private void take(
      Datagram datagram, CounterSample counterSample, HostSample sample, long timeMs) {
    if (sample.isPhysicalHost()) {
      inventory.host(datagram.agent(), sample, timeMs);
    } else if (sample.isVirtualMachine()) {
      inventory.virtualMachine(datagram.agent(), sample, timeMs);
    } else {
      return;
    }
    Entity entity =
        new Entity(datagram.agent(), counterSample.sourceClass(), counterSample.sourceIndex());
    CounterRates rates = entities.get(entity);
    if (rates == null) {
      if (entities.size() == MOST_ENTITIES) {
        counters.increment("hosts.dropped.too-many");
        return;
      }
      rates = new CounterRates();
      entities.put(entity, rates);
    }
    boolean comparable = rates.begin(timeMs);
    Load load = sample.isPhysicalHost() ? host(sample, rates) : virtualMachine(sample, rates);
    if (comparable) {
      load.setTime(Instant.ofEpochMilli(timeMs));
      load.setIntervalMs(rates.intervalMs());
      load.setCollector(collector);
      find(Finding.of(load));
    }
  }

  /** CPU times are summed over all cores, ms. */
  private static Load host(HostSample sample, CounterRates rates) {
    double busyMs = -1;
    for (String time : BUSY) {
      double part = rates.narrow(sample, "host_cpu", time);
      busyMs = part < 0 ? busyMs : Math.max(0, busyMs) + part;
    }
    long total = sample.number("host_memory", "mem_total");
    long free = sample.number("host_memory", "mem_free");
    long cached =
        Math.max(0, sample.number("host_memory", "mem_buffers"))
            + Math.max(0, sample.number("host_memory", "mem_cached"));
    return Load.newBuilder()
        .setEntity(sample.name())
        .setHost(true)
        .setCpuCores(busyMs < 0 ? -1 : busyMs / MS)
        .setMemoryBytes(total < 0 || free < 0 ? -1 : Math.max(0, total - free - cached))
        .setReceivedBytesPerSecond(rates.wide(sample, "host_net_io", "bytes_in"))
        .setSentBytesPerSecond(rates.wide(sample, "host_net_io", "bytes_out"))
        .setReadBytesPerSecond(rates.wide(sample, "host_disk_io", "bytes_read"))
        .setWrittenBytesPerSecond(rates.wide(sample, "host_disk_io", "bytes_written"))
        .build();
  }

  private static Load virtualMachine(HostSample sample, CounterRates rates) {
    double busyMs = rates.narrow(sample, "virt_cpu", "cpuTime_ms");
    return Load.newBuilder()
        .setEntity(sample.uuid())
        .setCpuCores(busyMs < 0 ? -1 : busyMs / MS)
        .setMemoryBytes(sample.number("virt_memory", "memory"))
        .setReceivedBytesPerSecond(rates.wide(sample, "virt_net_io", "rx_bytes"))
        .setSentBytesPerSecond(rates.wide(sample, "virt_net_io", "tx_bytes"))
        .setReadBytesPerSecond(rates.wide(sample, "virt_disk_io", "rd_bytes"))
        .setWrittenBytesPerSecond(rates.wide(sample, "virt_disk_io", "wr_bytes"))
        .build();
  }

  private void find(Finding finding) {
    counters.increment(findings.offer(finding) ? "hosts.found" : "hosts.dropped.kafka-slow");
  }

  private void sweep(long nowMs) {
    if (nowMs >= nextSweepMs) {
      nextSweepMs = nowMs + SILENCE_MS / 10;
      entities.values().removeIf(rates -> rates.lastMs() < nowMs - SILENCE_MS);
      inventory.sweep(nowMs);
    }
  }

  /** The next finding. */
  public Optional<Finding> next() {
    return Optional.ofNullable(findings.poll());
  }
}
