package io.vputty.model.load;

import java.io.Serializable;

/**
 * When a host counts as contended, and who explains it.
 *
 * @param share share of a host's hardware above which VMs contend, above 0, at most 1
 * @param topVms most VMs of a host that are paired
 * @param leastPanes a pair that met in fewer contended panes is not told: too little to go by
 */
public record ContentionRule(double share, int topVms, int leastPanes) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final double MILLI = 1000;

  public ContentionRule {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share (%s) must be above 0, at most 1".formatted(share));
    }
    if (topVms < 2 || leastPanes < 1) {
      throw new IllegalArgumentException(
          "top VMs (%d) must be 2 or more, least panes (%d) 1 or more"
              .formatted(topVms, leastPanes));
    }
  }

  /** A host of so many hardware cores is contended above this, millicores. */
  public long limit(double hardwareCores) {
    return (long) (share * hardwareCores * MILLI);
  }
}
