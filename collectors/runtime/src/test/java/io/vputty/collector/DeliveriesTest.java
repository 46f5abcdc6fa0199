package io.vputty.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeliveriesTest {

  private final AtomicLong nanos = new AtomicLong(-5);
  private final Deliveries deliveries = new Deliveries(nanos::get);

  @Test
  void areAProblemUntilTheFirstArrives() {
    pass(3);
    assertThat(deliveries.problem()).contains("nothing has arrived yet, 3 s");
    deliveries.arrived();
    assertThat(deliveries.problem()).isEmpty();
  }

  @Test
  void areAProblemAfterALongSilence() {
    deliveries.arrived();
    pass(14);
    assertThat(deliveries.problem()).isEmpty();
    pass(1);
    assertThat(deliveries.problem()).contains("nothing has arrived for 15 s");
  }

  @Test
  void areAProblemFromAFailureToTheNextArrival() {
    deliveries.arrived();
    deliveries.failed("record too large");
    assertThat(deliveries.problem()).contains("not delivered: record too large");
    deliveries.arrived();
    assertThat(deliveries.problem()).isEmpty();
  }

  private void pass(int seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }
}
