package io.vputty.collector.inventory.source;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A source that answers as it is told to. */
public final class FakeSource implements InventorySource {

  private final String name;
  private final AtomicInteger answers = new AtomicInteger();
  private volatile Snapshot snapshot = Snapshot.EMPTY;
  private volatile @Nullable String failure;
  private volatile boolean broken;
  private volatile @Nullable CountDownLatch hanging;
  private volatile Runnable wake = () -> {};
  public volatile boolean closed;

  /**
   * @param name its kind, a blank, and which one it is
   */
  public FakeSource(String name) {
    this.name = name;
  }

  /** It answers this from now on. */
  public void says(Snapshot said) {
    snapshot = said;
    failure = null;
    broken = false;
    CountDownLatch waiting = hanging;
    hanging = null;
    if (waiting != null) {
      waiting.countDown();
    }
  }

  /** It fails from now on. */
  public void fails(String why) {
    failure = why;
  }

  /** It fails as only a bug makes it fail. */
  public void breaks() {
    broken = true;
  }

  /** It answers nothing until it says something again. */
  public void hangs() {
    hanging = new CountDownLatch(1);
  }

  /** Something has changed. */
  public void wake() {
    wake.run();
  }

  /** How often it was read, whatever came of it. */
  public int reads() {
    return answers.get();
  }

  @Override
  public String kind() {
    return name.substring(0, name.indexOf(' '));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void onChange(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public Snapshot read() throws SourceException, InterruptedException {
    CountDownLatch waiting = hanging;
    if (waiting != null) {
      waiting.await();
    }
    answers.incrementAndGet();
    String why = failure;
    if (why != null) {
      throw new SourceException(why);
    }
    if (broken) {
      throw new IllegalStateException("a bug");
    }
    return snapshot;
  }

  @Override
  public void close() {
    closed = true;
  }
}
