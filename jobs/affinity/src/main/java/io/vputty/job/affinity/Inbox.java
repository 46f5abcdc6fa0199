package io.vputty.job.affinity;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * Blocks of one bucket that wait for the time at which they take effect, in keyed state. A timer at
 * that time makes its owner take them out.
 */
final class Inbox {

  private final long paneMs;
  private final ListState<PaneBlock> blocks;

  Inbox(RuntimeContext context, long paneMs) {
    this.paneMs = paneMs;
    this.blocks =
        context.getListState(
            new ListStateDescriptor<>("inbox", TypeInformation.of(PaneBlock.class)));
  }

  /** Keeps a block until it takes effect, or until anything still can. */
  void add(PaneBlock block, TimerService timers) throws Exception {
    blocks.add(block.after(timers.currentWatermark(), paneMs));
    timers.registerEventTimeTimer(block.atMs - 1);
  }

  /** Takes out the rows of each block that takes effect at a time or before. */
  List<DataInputDeserializer> take(long atMs) throws Exception {
    List<DataInputDeserializer> due = new ArrayList<>();
    List<PaneBlock> later = new ArrayList<>();
    for (PaneBlock block : blocks.get()) {
      if (block.atMs > atMs) {
        later.add(block);
      } else {
        due.add(new DataInputDeserializer(block.rows));
      }
    }
    blocks.update(later);
    return due;
  }
}
