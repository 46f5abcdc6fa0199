package io.vputty.sink.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vputty.sink.actuator.conformance.DriverConformance;
import io.vputty.sink.actuator.conformance.FakePlatform;
import io.vputty.sink.actuator.conformance.Fleet;
import org.junit.jupiter.api.Test;

final class DryRunDriverTest extends DriverConformance {

  @Override
  protected FakePlatform platform(Fleet fleet) {
    return new FakePlatform() {
      @Override
      public MoveDriver driver() {
        return new DryRunDriver();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void saysWhatItWouldDo() throws Exception {
    assertThat(newDriver().check(move))
        .isEqualTo(new Precondition.Unmet("dry run: would move web from hv1 to hv2"));
  }
}
