package io.vputty.collector.pagehash;

import io.vputty.collector.Counters;
import io.vputty.collector.Outbox;
import io.vputty.collector.pagehash.key.NoSecretException;
import io.vputty.collector.pagehash.key.TrustDomain;
import io.vputty.collector.pagehash.key.TrustDomains;
import io.vputty.collector.pagehash.memory.VmProcess;
import io.vputty.collector.pagehash.sample.Sketch;
import io.vputty.collector.pagehash.sample.VmScan;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topics;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the memory of all VMs of a host, a slice of each in turn, as fast as its pace allows, and
 * sends what it finds. Not thread-safe.
 */
final class PagehashFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PagehashFeed.class);

  private final PagehashConfig config;
  private final TrustDomains trustDomains;
  private final Pace pace;
  private final Outbox outbox;
  private final Counters counters;

  /** In the order of their turns. */
  private final Map<String, WatchedVm> watched = new LinkedHashMap<>();

  private final Set<String> leftAlone = new HashSet<>();
  private Instant lookedAt = Instant.MIN;
  private Instant marked = Instant.MIN;

  PagehashFeed(PagehashConfig config, Pace pace, Outbox outbox, Counters counters) {
    this.config = config;
    this.pace = pace;
    this.outbox = outbox;
    this.counters = counters;
    trustDomains = config.trustDomains();
  }

  /** Goes on for as long as the pace allows; a clock that was set back is waited for. */
  void tick(Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.MILLIS);
    if (now.isBefore(marked)) {
      return;
    }
    long cpuBefore = Pace.threadCpuNanos();
    if (lookedAt.isBefore(now.minus(config.look()))) {
      look(now);
      lookedAt = now;
    }
    read(now);
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    if (second.isAfter(marked)) {
      outbox.mark(Topics.PAGEHASH, second);
      marked = second;
    }
    counters.add("cpu.nanos", Pace.threadCpuNanos() - cpuBefore);
  }

  private void look(Instant now) {
    Map<String, VmProcess> found;
    try {
      found = VmProcess.find(config.proc());
    } catch (IOException e) {
      LOG.warn("{} cannot be read: {}", config.proc(), e.toString());
      return;
    }
    found.keySet().removeIf(vm -> !trustDomains.mayRead(vm));
    for (WatchedVm vm : List.copyOf(watched.values())) {
      if (!vm.process().equals(found.get(vm.process().vm()))) {
        end(vm, now);
      }
    }
    leftAlone.retainAll(found.keySet());
    found.values().forEach(process -> follow(process, now));
  }

  private void follow(VmProcess process, Instant now) {
    try {
      TrustDomain domain = trustDomains.of(process.vm());
      WatchedVm vm = watched.get(process.vm());
      if (vm == null) {
        vm = new WatchedVm(process, config.sampleBytes(), now, counters);
        watched.put(process.vm(), vm);
        counters.increment("vms.came");
      }
      vm.look(domain, domain.keyAt(now, config.rotation()));
      leftAlone.remove(process.vm());
    } catch (NoSecretException e) {
      leaveAlone(process.vm(), "vms.without-key", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      leaveAlone(process.vm(), "vms.not-opened", String.valueOf(e.getMessage()));
    }
  }

  private void leaveAlone(String vm, String counter, String why) {
    if (leftAlone.add(vm)) {
      counters.increment(counter);
      LOG.warn("VM {} is left alone: {}", vm, why);
    }
  }

  private void read(Instant now) {
    int pages = 0;
    int idle = 0;
    while (idle < watched.size() && pace.allowsMore(pages)) {
      WatchedVm vm = watched.values().iterator().next();
      watched.remove(vm.process().vm());
      watched.put(vm.process().vm(), vm); // its next turn comes after all others
      try {
        pages = step(vm, now);
        idle = pages < 0 ? idle + 1 : 0;
        pages = Math.max(0, pages);
      } catch (IOException e) {
        end(vm, now);
      }
    }
    pace.spent(pages);
  }

  /** Reads a slice; returns how many pages, or -1 if there was none. */
  private int step(WatchedVm vm, Instant now) throws IOException {
    VmScan.Step step = vm.step();
    if (step instanceof VmScan.Step.PassEnded end) {
      counters.increment("passes.done");
      end.sketches().forEach(sketch -> send(vm, sketch, now));
    } else if (vm.isDue(now, config.interval())) {
      send(vm, vm.sketch(), now);
    }
    int pages = step.pages();
    counters.add("pages.read", Math.max(0, pages));
    return pages;
  }

  private void send(WatchedVm vm, Sketch sketch, Instant now) {
    outbox.send(Topics.PAGEHASH, vm.process().vm(), vm.record(sketch, config.hostName(), now));
    counters.increment("samples.sent");
  }

  private void end(WatchedVm vm, Instant now) {
    String id = vm.process().vm();
    PageHashSample removed =
        PageHashSample.newBuilder()
            .setTime(now)
            .setVm(id)
            .setHost(config.hostName())
            .setRemoved(true)
            .build();
    outbox.send(Topics.PAGEHASH, id, removed);
    watched.remove(id);
    vm.close();
    counters.increment("vms.gone");
  }

  @Override
  public void close() {
    watched.values().forEach(WatchedVm::close);
  }
}
