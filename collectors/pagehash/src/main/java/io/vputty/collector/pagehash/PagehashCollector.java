package io.vputty.collector.pagehash;

import io.vputty.collector.Collector;
import io.vputty.collector.Counters;
import io.vputty.collector.KafkaOutbox;
import io.vputty.collector.Outbox;
import io.vputty.collector.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A running page hash collector: reads the VMs' memory a little at a time, on its own thread. */
public final class PagehashCollector implements Collector {

  /** Short enough that each turn is a few milliseconds of CPU. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Outbox outbox;
  private final Counters counters;
  private final PagehashFeed feed;
  private final Ticker ticker;

  private PagehashCollector(Outbox outbox, Counters counters, PagehashFeed feed, Ticker ticker) {
    this.outbox = outbox;
    this.counters = counters;
    this.feed = feed;
    this.ticker = ticker;
  }

  /** Starts one that writes to Kafka. */
  public static PagehashCollector start(PagehashConfig config, Clock clock) {
    Counters counters = new Counters();
    Outbox outbox =
        new KafkaOutbox(config.kafkaSettings(), config.writer(), clock.millis(), counters);
    return start(config, outbox, clock, counters);
  }

  /** Starts one that writes elsewhere; the outbox is closed with it. */
  static PagehashCollector start(
      PagehashConfig config, Outbox outbox, Clock clock, Counters counters) {
    PagehashFeed feed =
        new PagehashFeed(config, Pace.of(config, System::nanoTime), outbox, counters);
    Runnable tick = () -> feed.tick(clock.instant());
    return new PagehashCollector(
        outbox, counters, feed, new Ticker("pagehash", PAUSE, tick, counters));
  }

  @Override
  public Counters counters() {
    return counters;
  }

  @Override
  public Optional<String> deliveryProblem() {
    return outbox.problem();
  }

  @Override
  public void close() {
    ticker.close();
    feed.close();
    outbox.close();
  }
}
