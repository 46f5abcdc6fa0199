package io.vputty.app.placement;

import io.vputty.app.topic.TopicScan;
import io.vputty.schema.Load;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What was last measured of one VM or host itself, its edges aside. */
public final class VmTelemetry {

  private final String entity;
  private @Nullable Load load;
  private @Nullable PageHashSample pages;

  private VmTelemetry(String entity) {
    this.entity = entity;
  }

  /** Of whom nothing was measured. */
  public static VmTelemetry none() {
    return new VmTelemetry("");
  }

  /**
   * Reads the topics from their beginnings to where they end.
   *
   * @param client settings of the Kafka client
   * @param entity VM id or host name
   */
  public static VmTelemetry read(Map<String, ?> client, String entity) {
    VmTelemetry telemetry = new VmTelemetry(entity);
    TopicScan.records(client, List.of(Topics.LOAD, Topics.PAGEHASH), telemetry::take);
    return telemetry;
  }

  /** From records, in the order of time. */
  static VmTelemetry of(String entity, List<? extends SpecificRecordBase> records) {
    VmTelemetry telemetry = new VmTelemetry(entity);
    records.forEach(telemetry::take);
    return telemetry;
  }

  /** Its newest load, from whichever collector. */
  public Optional<Load> load() {
    return Optional.ofNullable(load);
  }

  /** Its newest count of pages; of hosts there is none. */
  public Optional<PageHashSample> pages() {
    return Optional.ofNullable(pages);
  }

  private void take(SpecificRecordBase record) {
    if (record instanceof Load told && told.getEntity().equals(entity)) {
      load = load == null || !told.getTime().isBefore(load.getTime()) ? told : load;
    } else if (record instanceof PageHashSample told
        && told.getVm().equals(entity)
        && !told.getRemoved()) {
      pages = pages == null || !told.getTime().isBefore(pages.getTime()) ? told : pages;
    }
  }
}
