package io.vputty.sink.actuator.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * What a fake platform is about, whatever its API: hosts, VMs, and migrations that go on until the
 * test says how they end. A VM has one migration at a time.
 */
public final class Fleet {

  /** How a migration stands. */
  public enum State {
    RUNNING,
    ARRIVED,
    FAILED,
    CANCELLED
  }

  /**
   * A migration.
   *
   * @param tag what its starter called it; may be empty
   */
  public record Migration(
      int number, String tag, String vm, String source, String target, State state, String reason) {

    Migration ended(State how, String why) {
      return new Migration(number, tag, vm, source, target, how, why);
    }
  }

  private final Set<String> hosts = new HashSet<>();
  private final Map<String, String> hostOf = new LinkedHashMap<>();
  private final List<Migration> migrations = new ArrayList<>();
  private CountDownLatch speech = new CountDownLatch(0);
  private volatile Runnable change = () -> {};

  /** Runs it after everything that the test, not the platform, does to the fleet. */
  public void onChange(Runnable run) {
    change = run;
  }

  synchronized void addHost(String host) {
    hosts.add(host);
  }

  void loseHost(String host) {
    synchronized (this) {
      hosts.remove(host);
    }
    change.run();
  }

  /** Whether a host is there. */
  public synchronized boolean has(String host) {
    return hosts.contains(host);
  }

  public synchronized Set<String> hosts() {
    return Set.copyOf(hosts);
  }

  void put(String vm, String host) {
    synchronized (this) {
      hostOf.put(vm, host);
    }
    change.run();
  }

  /** Ends a VM at once, and its migration. */
  void lose(String vm) {
    synchronized (this) {
      hostOf.remove(vm);
      running(vm).ifPresent(each -> replace(each.ended(State.FAILED, "the VM is gone")));
    }
    change.run();
  }

  /** Where a VM is; empty if it is not there. */
  public synchronized Optional<String> hostOf(String vm) {
    return Optional.ofNullable(hostOf.get(vm));
  }

  /** Begins a migration. */
  public synchronized Migration begin(String tag, String vm, String target) {
    if (running(vm).isPresent() || !hosts.contains(target) || !hostOf.containsKey(vm)) {
      throw new IllegalStateException(vm + " cannot be migrated to " + target);
    }
    int number = migrations.size() + 1;
    Migration begun =
        new Migration(number, tag, vm, hostOf.getOrDefault(vm, ""), target, State.RUNNING, "");
    migrations.add(begun);
    return begun;
  }

  /** How many migrations of a VM were begun. */
  synchronized long begun(String vm) {
    return migrations.stream().filter(each -> each.vm().equals(vm)).count();
  }

  /** Another one than the driver begins a migration. */
  void beginAnother(String vm, String target) {
    Migration unused = begin("another", vm, target);
    change.run();
  }

  void arrive(String vm) {
    synchronized (this) {
      Migration running = running(vm).orElseThrow();
      hostOf.put(vm, running.target());
      replace(running.ended(State.ARRIVED, ""));
    }
    change.run();
  }

  void fail(String vm, String reason) {
    synchronized (this) {
      replace(running(vm).orElseThrow().ended(State.FAILED, reason));
    }
    change.run();
  }

  /** Stops the migration of a VM; false if there is none. */
  public synchronized boolean cancel(String vm) {
    Optional<Migration> running = running(vm);
    running.ifPresent(each -> replace(each.ended(State.CANCELLED, "cancelled")));
    return running.isPresent();
  }

  /** The migration of a VM that goes on. */
  public synchronized Optional<Migration> running(String vm) {
    return migrations(vm).stream().filter(each -> each.state() == State.RUNNING).findFirst();
  }

  /** All migrations of a VM, the oldest first. */
  public synchronized List<Migration> migrations(String vm) {
    return migrations.stream().filter(each -> each.vm().equals(vm)).toList();
  }

  private void replace(Migration changed) {
    migrations.set(changed.number() - 1, changed);
  }

  /** From now on the platform answers nothing. */
  synchronized void silence() {
    speech = new CountDownLatch(1);
  }

  /** It answers again. */
  synchronized void speak() {
    speech.countDown();
  }

  /**
   * Waits as long as the platform answers nothing: what its API does first.
   *
   * @return whether it had to wait, and what was asked is lost
   */
  public boolean awaitSpeech() {
    CountDownLatch latch;
    synchronized (this) {
      latch = speech;
    }
    boolean silent = latch.getCount() > 0;
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return silent;
  }

  /** Whether the platform answers nothing. */
  public synchronized boolean silent() {
    return speech.getCount() > 0;
  }
}
