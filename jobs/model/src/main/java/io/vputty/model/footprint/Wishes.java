package io.vputty.model.footprint;

import java.util.Map;

/**
 * Rules that a VM's placement should keep but need not: breaking one costs.
 *
 * @param labels labels that its host should have
 * @param together VMs of one group should be on one host; empty if none
 * @param apart VMs of one group should be on different hosts; empty if none
 */
public record Wishes(Map<String, String> labels, String together, String apart) {

  /** None. */
  public static final Wishes NONE = new Wishes(Map.of(), "", "");

  public Wishes {
    labels = Map.copyOf(labels);
  }

  /** How many of the labels a host lacks. */
  public int missing(Host host) {
    int missing = 0;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      missing += label.getValue().equals(host.labels().get(label.getKey())) ? 0 : 1;
    }
    return missing;
  }
}
