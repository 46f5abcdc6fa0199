package io.vputty.app.actuator;

import io.vputty.schema.Move;
import io.vputty.sink.actuator.DriverException;
import io.vputty.sink.actuator.MoveDriver;
import io.vputty.sink.actuator.Precondition;
import io.vputty.sink.actuator.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A platform in memory: VMs are where the test put them and moves arrive when the test says so. */
final class ScriptedDriver implements MoveDriver {
  private final Map<String, String> hostOfVm = new ConcurrentHashMap<>();
  private final Map<String, Progress> underWay = new ConcurrentHashMap<>();
  private final Map<String, CountDownLatch> stalled = new ConcurrentHashMap<>();
  private final List<String> started = new ArrayList<>();

  void put(String vm, String host) {
    hostOfVm.put(vm, host);
  }

  void arrive(String vm, String host) {
    hostOfVm.put(vm, host);
    underWay.put(vm, new Progress.Arrived(1024, 20));
  }

  /** The next check of a VM takes until it is let go. */
  CountDownLatch stall(String vm) {
    CountDownLatch go = new CountDownLatch(1);
    stalled.put(vm, go);
    return go;
  }

  void fail(String vm, String reason) {
    underWay.put(vm, new Progress.Failed(reason));
  }

  synchronized List<String> started() {
    return List.copyOf(started);
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Precondition check(Move move) {
    CountDownLatch go = stalled.remove(move.getVm());
    if (go != null) {
      await(go);
    }
    String host = hostOfVm.get(move.getVm());
    return move.getSource().equals(host)
        ? new Precondition.Met()
        : new Precondition.Unmet(move.getVmName() + " is on " + host);
  }

  @Override
  public synchronized void start(Move move) throws DriverException {
    if (move.getTarget().equals("full")) {
      throw new DriverException("full has no room");
    }
    started.add(move.getVm());
    underWay.put(move.getVm(), new Progress.Running(0.25, 256));
  }

  @Override
  public boolean cancel(Move move) {
    return underWay.remove(move.getVm(), new Progress.Running(0.25, 256));
  }

  @Override
  public Progress progress(Move move) {
    return underWay.getOrDefault(move.getVm(), new Progress.NotStarted());
  }

  private static void await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
