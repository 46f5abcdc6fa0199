package io.vputty.job.affinity;

import io.vputty.job.runtime.JobSettings;
import io.vputty.model.graph.EdgeWindow;

/**
 * Keys are numbered buckets, so that a shuffled record, a state access and a timer serve many edges
 * at once, and no edge or VM alone makes a key hot. A bucket is a function of what is in it alone,
 * never of who asks.
 */
final class Buckets {

  /** As many as there can ever be subtasks. */
  static final int COUNT = JobSettings.MAX_PARALLELISM;

  /** Buckets that the edges of one VM are spread over. */
  static final int SALTS = 16;

  private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
  private static final long MIX_2 = 0x94d049bb133111ebL;

  private Buckets() {}

  /** The bucket of an edge. */
  static int ofEdge(EdgePane pane) {
    return of(31L * pane.from.hashCode() + pane.to.hashCode() + 961L * pane.kind.name().hashCode());
  }

  /** The bucket in which the edges from one VM to a 16th of all others are. */
  static int ofSender(EdgePane pane) {
    return isOne(pane.from) ? ofVm(pane.from, pane.to) : ofEdge(pane);
  }

  /** The bucket in which the edges to one VM from a 16th of all others are. */
  static int ofReceiver(EdgePane pane) {
    return isOne(pane.to) ? ofVm(pane.to, pane.from) : ofEdge(pane);
  }

  /** Whether a vertex is one VM, and not many together, which everyone may talk to. */
  static boolean isOne(String vertex) {
    return !vertex.equals(EdgeWindow.WORLD) && !vertex.equals(EdgeWindow.OTHERS);
  }

  private static int ofVm(String vm, String other) {
    return of(31L * vm.hashCode() + of(other.hashCode()) % SALTS);
  }

  /** The bucket of a number: the finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
  static int of(long number) {
    return (int) (mix(number) & COUNT - 1);
  }

  /** A number whose bits depend on all bits of another. */
  static long mix(long number) {
    long z = number;
    z = (z ^ z >>> 30) * MIX_1;
    z = (z ^ z >>> 27) * MIX_2;
    return z ^ z >>> 31;
  }
}
