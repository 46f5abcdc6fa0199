package io.vputty.model.plan;

import io.vputty.model.estimate.Interval;
import java.io.Serializable;

/**
 * RAM that a host needs if every content of a trust domain is kept once: the union of the samples
 * of its VMs.
 *
 * @param bytes that much, for the VMs that have a sample, bytes
 * @param vms how many these are
 */
public record UniqueMemory(Interval bytes, int vms) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Of no VM with a sample. */
  public static final UniqueMemory NONE = new UniqueMemory(Interval.ZERO, 0);

  /** That of other hosts added. */
  public UniqueMemory plus(UniqueMemory other) {
    return new UniqueMemory(bytes.plus(other.bytes), vms + other.vms);
  }
}
