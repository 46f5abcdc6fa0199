package io.vputty.model.plan;

import io.vputty.model.footprint.Host;
import io.vputty.model.footprint.Prices;
import io.vputty.model.footprint.Vm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a host would take a VM as things stand, and if not, why: the planner's hard constraints
 * in words. A VM in flight takes room at both its hosts.
 */
final class Admission {

  private final PlacementProblem problem;
  private final Map<String, List<Vm>> vmsOf = new HashMap<>();
  private final Collection<Vm> vms;
  private @Nullable Traffic traffic;

  Admission(PlacementProblem problem) {
    this(problem, problem.vms.values());
  }

  /** With VMs on other hosts than those of the problem. */
  Admission(PlacementProblem problem, Collection<Vm> vms) {
    this.problem = problem;
    this.vms = vms;
    for (Vm vm : vms) {
      add(vm.host(), vm);
      String target = problem.inFlight.getOrDefault(vm.id(), vm.host());
      if (!target.equals(vm.host())) {
        add(target, vm);
      }
    }
  }

  private void add(String host, Vm vm) {
    vmsOf.computeIfAbsent(host, absent -> new ArrayList<>()).add(vm);
  }

  /** VMs that take room on a host, by id. */
  List<Vm> vmsOn(String host) {
    return vmsOf.getOrDefault(host, List.of());
  }

  /** Cores that are promised to VMs other than {@code except}. */
  double promisedCores(String host, String except) {
    return vmsOn(host).stream()
        .filter(vm -> !vm.id().equals(except))
        .mapToDouble(Vm::cpuCores)
        .sum();
  }

  /** Memory that is promised to VMs other than {@code except}, bytes. */
  long promisedBytes(String host, String except) {
    return vmsOn(host).stream()
        .filter(vm -> !vm.id().equals(except))
        .mapToLong(Vm::memoryBytes)
        .sum();
  }

  /** Traffic between what is on a host and what is not, bytes per second. */
  double crossingBytesPerSecond(String host) {
    return traffic().crossing(host);
  }

  /** Why a host does not take a VM; empty if it does. */
  Optional<String> refusal(Vm vm, Host host) {
    return ofHost(host)
        .or(() -> ofRules(vm, host))
        .or(() -> ofRoom(vm, host))
        .or(() -> ofNic(vm, host));
  }

  private Optional<String> ofNic(Vm vm, Host host) {
    return host.nicBitsPerSecond() > 0 ? traffic().refusal(vm, host) : Optional.empty();
  }

  /** Gathered when it is first asked for, since that takes all edges. */
  private Traffic traffic() {
    if (traffic == null) {
      traffic = new Traffic(problem, vms);
    }
    return traffic;
  }

  private Optional<String> ofHost(Host host) {
    if (!host.domain().equals(problem.domain)) {
      return Optional.of("it is in domain " + host.domain());
    }
    if (!problem.mayTake(host.name())) {
      return Optional.of("it is outside the region that was planned");
    }
    if (!host.schedulable()) {
      return Optional.of("it is cordoned");
    }
    return problem.frozenHosts.contains(host.name())
        ? Optional.of("its telemetry is incomplete")
        : Optional.empty();
  }

  private Optional<String> ofRules(Vm vm, Host host) {
    for (Map.Entry<String, String> label : vm.requiredLabels().entrySet()) {
      if (!label.getValue().equals(host.labels().get(label.getKey()))) {
        return Optional.of("it has no label %s=%s".formatted(label.getKey(), label.getValue()));
      }
    }
    Host home = problem.hosts.get(vm.host());
    if (home != null && !host.isCompatible(home.cpuModel())) {
      return Optional.of(
          "its CPU is %s, not %s as on %s"
              .formatted(host.cpuModel(), home.cpuModel(), home.name()));
    }
    return apart(vm, host).or(() -> together(vm, host));
  }

  private Optional<String> apart(Vm vm, Host host) {
    String group = vm.antiAffinityGroup();
    if (group.isEmpty()) {
      return Optional.empty();
    }
    return vmsOn(host.name()).stream()
        .filter(other -> !other.id().equals(vm.id()) && other.antiAffinityGroup().equals(group))
        .findFirst()
        .map(other -> "it has %s of group %s".formatted(other.title(), group));
  }

  private Optional<String> together(Vm vm, Host host) {
    String group = vm.affinityGroup();
    if (group.isEmpty()) {
      return Optional.empty();
    }
    return problem.vms.values().stream()
        .filter(other -> !other.id().equals(vm.id()) && other.affinityGroup().equals(group))
        .filter(other -> !other.host().isEmpty() && !other.host().equals(host.name()))
        .findFirst()
        .map(other -> "group %s is on %s (%s)".formatted(group, other.host(), other.title()));
  }

  private Optional<String> ofRoom(Vm vm, Host host) {
    double cores = host.cpuCores() - promisedCores(host.name(), vm.id());
    if (Scene.millicores(vm.cpuCores()) > Scene.millicores(cores)) {
      return Optional.of(
          String.format(
              Locale.ROOT, "%.1f of %.1f cores are free", Math.max(0, cores), host.cpuCores()));
    }
    long bytes = host.memoryBytes() - promisedBytes(host.name(), vm.id());
    return vm.memoryBytes() <= bytes
        ? Optional.empty()
        : Optional.of(
            "%s of %s of memory are free"
                .formatted(gib(Math.max(0, bytes)), gib(host.memoryBytes())));
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / Prices.GIB);
  }
}
