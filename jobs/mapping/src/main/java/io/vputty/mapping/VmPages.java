package io.vputty.mapping;

import io.vputty.model.estimate.PageSample;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one VM's memory: a sample of its page contents, or that there is none any more.
 *
 * @param timeMs when it was told, ms
 * @param vm VM id
 * @param host host that the VM ran on, as far as the teller knows; {@link #EVERY_HOST} where it has
 *     left the fleet
 * @param trustDomain samples of different ones do not compare
 * @param keyId which key of the trust domain keyed the hashes
 * @param keyEpoch epoch of that key
 * @param pageBytes size of a page, bytes
 * @param sample the sample; null where the VM has left that host
 */
public record VmPages(
    long timeMs,
    String vm,
    String host,
    String trustDomain,
    String keyId,
    long keyEpoch,
    int pageBytes,
    @Nullable PageSample sample) {

  /** In place of a host: whatever any host said of the VM is over. */
  public static final String EVERY_HOST = "*";

  public VmPages {
    if (vm.isEmpty()) {
      throw new IllegalArgumentException("vm id must not be empty");
    }
  }

  /** The same with so many hashes at most. */
  public VmPages atMost(int hashes) {
    return sample == null
        ? this
        : new VmPages(
            timeMs, vm, host, trustDomain, keyId, keyEpoch, pageBytes, sample.atMost(hashes));
  }

  /** That a VM has left the fleet. */
  public static VmPages gone(String vm, long timeMs) {
    return new VmPages(timeMs, vm, EVERY_HOST, "", "", 0, 1, null);
  }
}
