package io.vputty.job.affinity;

import io.vputty.job.runtime.TopicPipes;
import io.vputty.mapping.FleetMapping;
import io.vputty.schema.Rejected;
import io.vputty.schema.Topics;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by pane: tells the pairs of endpoints that had the most samples and were in no inventory,
 * so that somebody sees what is missing there.
 *
 * <p>State: the pairs of panes that are being given up; a timer then clears them.
 */
final class UnknownEndpoints extends KeyedProcessFunction<Long, UnknownPair, UnknownPair> {

  private static final long serialVersionUID = 1L;
  private static final int MOST = 20;

  private transient ListState<UnknownPair> pairs;

  @SuppressWarnings("NullAway.Init") // state is made in open
  private UnknownEndpoints() {}

  /** The busiest of each pane. */
  static DataStream<UnknownPair> topOf(DataStream<UnknownPair> unknown) {
    return unknown
        .keyBy(pair -> pair.paneEndMs)
        .process(new UnknownEndpoints(), TypeInformation.of(UnknownPair.class))
        .name("top unknown endpoints")
        .uid("top-unknown-endpoints");
  }

  @Override
  public void open(OpenContext context) {
    pairs =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("pairs", TypeInformation.of(UnknownPair.class)));
  }

  @Override
  public void processElement(UnknownPair pair, Context context, Collector<UnknownPair> out)
      throws Exception {
    pairs.add(pair);
    context.timerService().registerEventTimeTimer(pair.atMs);
  }

  @Override
  public void onTimer(long timeMs, OnTimerContext context, Collector<UnknownPair> out)
      throws Exception {
    Map<String, UnknownPair> sums = new TreeMap<>();
    for (UnknownPair pair : pairs.get()) {
      sums.merge(describe(pair), pair, UnknownEndpoints::sum);
    }
    pairs.clear();
    List<UnknownPair> busiest = new ArrayList<>(sums.values());
    busiest.sort(Comparator.comparingLong(pair -> -pair.samples));
    busiest.stream().limit(MOST).forEach(out::collect);
  }

  private static UnknownPair sum(UnknownPair one, UnknownPair other) {
    one.samples += other.samples;
    return one;
  }

  /** Tells them as records that could not be made sense of. */
  static final class Outlet implements TopicPipes.Outlet<UnknownPair> {
    private static final long serialVersionUID = 1L;

    @Override
    public String key(UnknownPair pair) {
      return Topics.FLOWS.name();
    }

    @Override
    public long timeMs(UnknownPair pair) {
      return pair.paneEndMs;
    }

    @Override
    public SpecificRecordBase record(UnknownPair pair) {
      return Rejected.newBuilder()
          .setTime(Instant.ofEpochMilli(pair.paneEndMs))
          .setReader(AffinityJob.NAME)
          .setSource(Topics.FLOWS.name())
          .setTopic(Topics.FLOWS.name())
          .setReason("unknown-endpoints")
          .setDetail(
              "%d samples %s: neither end is in the inventory"
                  .formatted(pair.samples, describe(pair)))
          .build();
    }
  }

  private static String describe(UnknownPair pair) {
    return "from %s %s to %s %s%s, seen by %s"
        .formatted(
            mac(pair.sourceMac),
            ip(pair.sourceIpHigh, pair.sourceIpLow),
            mac(pair.destinationMac),
            ip(pair.destinationIpHigh, pair.destinationIpLow),
            pair.vni < 0 ? "" : " in network " + pair.vni,
            pair.agent);
  }

  private static String mac(long address) {
    return "%012x".formatted(address).replaceAll("(..)(?!$)", "$1:");
  }

  private static String ip(long high, long low) {
    byte[] bytes = FleetMapping.address(high, low).getBytes(StandardCharsets.ISO_8859_1);
    if (bytes.length == 0) {
      return "(no IP)";
    }
    try {
      return "(" + InetAddress.getByAddress(bytes).getHostAddress() + ")";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
