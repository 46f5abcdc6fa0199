package io.vputty.app.placement;

import io.vputty.mapping.CurrentSamples;
import io.vputty.mapping.FleetPages;
import io.vputty.mapping.PageHashMapping;
import io.vputty.mapping.VmPages;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.UnreadableRecordException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Page samples as they are told, of which the newest of each VM count. */
final class SampledPages {

  private final Map<String, CurrentSamples> samples = new HashMap<>();
  private long newestMs = Long.MIN_VALUE;

  /** Takes in what is told of a VM; of each VM in the order in which it was told. */
  void take(PageHashSample record) throws UnreadableRecordException {
    VmPages pages = PageHashMapping.pages(record, record.getTime().toEpochMilli());
    samples.computeIfAbsent(pages.vm(), vm -> new CurrentSamples(Map.of())).take(pages);
    newestMs = Math.max(newestMs, pages.timeMs());
  }

  /** Those that count as of the newest of them. */
  FleetPages fleet() {
    Map<String, Collection<VmPages>> current = new HashMap<>();
    samples.forEach(
        (vm, of) -> {
          of.expire(newestMs, CurrentSamples.AGE.toMillis());
          current.put(vm, of.all().values());
        });
    return new FleetPages(current);
  }
}
