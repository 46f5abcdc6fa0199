package io.vputty.collector.inventory.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import io.vputty.collector.inventory.source.SourceException;
import java.math.BigDecimal;

/** Amounts as Kubernetes writes them: "64Gi", "500m". */
final class Quantities {

  private Quantities() {}

  /** The amount; 0 if nothing is written. */
  static BigDecimal parse(String text) throws SourceException {
    if (text.isBlank()) {
      return BigDecimal.ZERO;
    }
    try {
      return Quantity.parse(text).getNumericalAmount();
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new SourceException("'%s' is not a quantity".formatted(text), e);
    }
  }
}
