package io.vputty.collector.inventory.merge;

import io.vputty.schema.Host;
import io.vputty.schema.Inventory;
import io.vputty.schema.Vm;
import io.vputty.schema.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Several records of one entity as one: of each field, what the first of them says that says
 * something. To say nothing is to leave the default, so that "not schedulable" by any of them holds
 * while "schedulable" says nothing.
 */
final class FirstSaid {

  private static final Host NO_HOST = Host.newBuilder().build();
  private static final Vm NO_VM = Vm.newBuilder().build();
  private static final Volume NO_VOLUME = Volume.newBuilder().build();

  private FirstSaid() {}

  /**
   * @param records of the same entity, in the order of precedence; at least one
   */
  static Inventory of(List<Inventory> records) {
    Inventory first = records.get(0);
    if (records.size() == 1) {
      return first;
    }
    Inventory.Builder merged =
        Inventory.newBuilder()
            .setEntity(first.getEntity())
            .setDomain(firstDomain(records))
            .setTime(latest(records));
    if (first.getHost() != null) {
      merged.setHost(merge(records, Inventory::getHost, NO_HOST));
    } else if (first.getVm() != null) {
      merged.setVm(merge(records, Inventory::getVm, NO_VM));
    } else {
      merged.setVolume(merge(records, Inventory::getVolume, NO_VOLUME));
    }
    return merged.build();
  }

  private static String firstDomain(List<Inventory> records) {
    return records.stream()
        .map(Inventory::getDomain)
        .filter(domain -> !domain.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Only a file knows since when something is so; the others say it is from the beginning. */
  private static Instant latest(List<Inventory> records) {
    return records.stream().map(Inventory::getTime).max(Instant::compareTo).orElseThrow();
  }

  private static <T extends SpecificRecordBase> T merge(
      List<Inventory> records, Function<Inventory, T> branch, T blank) {
    List<T> said = records.stream().map(branch).filter(Objects::nonNull).toList();
    GenericData copies = SpecificData.get();
    T merged = copies.deepCopy(blank.getSchema(), blank);
    for (int field = 0; field < blank.getSchema().getFields().size(); field++) {
      for (T record : said) {
        Object value = record.get(field);
        if (!Objects.equals(value, blank.get(field))) {
          merged.put(field, value);
          break;
        }
      }
    }
    return merged;
  }
}
