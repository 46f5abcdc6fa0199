package io.vputty.app.recorded;

import io.vputty.schema.Codec;
import io.vputty.schema.WriterSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** Records that nobody can read, of each kind. */
public enum Poison {
  WRONG_MAGIC {
    @Override
    public byte[] of(byte[] good) {
      byte[] bad = good.clone();
      bad[0] = 0;
      return bad;
    }
  },
  UNKNOWN_FINGERPRINT {
    @Override
    public byte[] of(byte[] good) {
      return ByteBuffer.wrap(good.clone()).putLong(2, 0x0123456789abcdefL).array();
    }
  },
  TRUNCATED {
    @Override
    public byte[] of(byte[] good) {
      return Arrays.copyOf(good, good.length - 1);
    }
  },
  WRONG_SCHEMA {
    @Override
    public byte[] of(byte[] good) {
      return new Codec().encode(WriterSchema.newBuilder().setFingerprint(1).setJson("{}").build());
    }
  },
  HUGE {
    @Override
    public byte[] of(byte[] good) {
      return Arrays.copyOf(good, HUGE_BYTES);
    }
  },
  EMPTY {
    @Override
    public byte[] of(byte[] good) {
      return new byte[0];
    }
  };

  /** What Kafka just takes. */
  private static final int HUGE_BYTES = 1_000_000;

  private static final byte[] KEY = "poison".getBytes(StandardCharsets.UTF_8);

  /** A bad record made of a good one. */
  public abstract byte[] of(byte[] good);

  /** Puts one of each kind into each partition that holds anything; huge ones into one each. */
  public static InputLog into(InputLog recorded, Random random) {
    Map<TopicPartition, List<InputLog.Entry>> byPlace = new HashMap<>();
    for (InputLog.Entry entry : recorded.entries()) {
      if (entry.value() != null && !InputLog.isMark(entry)) {
        byPlace.computeIfAbsent(entry.place(), place -> new ArrayList<>()).add(entry);
      }
    }
    List<InputLog.Entry> told = new ArrayList<>(recorded.entries());
    Set<String> huge = new HashSet<>();
    for (TopicPartition place : places(recorded)) {
      List<InputLog.Entry> good = byPlace.getOrDefault(place, all(recorded));
      for (Poison kind : values()) {
        if (kind != HUGE || huge.add(place.topic())) {
          byte[] bad = kind.of(value(good.get(random.nextInt(good.size()))));
          insert(told, place, bad, random);
        }
      }
    }
    return InputLog.of(told);
  }

  private static List<TopicPartition> places(InputLog recorded) {
    Set<TopicPartition> places = new HashSet<>();
    recorded.entries().forEach(entry -> places.add(entry.place()));
    return places.stream().sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
  }

  private static List<InputLog.Entry> all(InputLog recorded) {
    return recorded.entries().stream().filter(entry -> entry.value() != null).toList();
  }

  private static byte[] value(InputLog.Entry entry) {
    byte[] value = entry.value();
    return value == null ? new byte[0] : value;
  }

  private static void insert(
      List<InputLog.Entry> told, TopicPartition place, byte[] bad, Random random) {
    List<Integer> spots = new ArrayList<>();
    for (int i = 0; i < told.size(); i++) {
      if (told.get(i).place().equals(place)) {
        spots.add(i);
      }
    }
    int spot = spots.get(random.nextInt(spots.size()));
    told.add(spot, new InputLog.Entry(place, told.get(spot).timestampMs(), KEY, bad));
  }

  /** Where a log's bad records stand, as "topic-partition@offset". */
  public static Set<String> positions(InputLog log) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Set<String> positions = new TreeSet<>();
    for (InputLog.Entry entry : log.entries()) {
      long offset = offsets.merge(entry.place(), 1L, Long::sum) - 1;
      if (Arrays.equals(entry.key(), KEY)) {
        positions.add(entry.place() + "@" + offset);
      }
    }
    return positions;
  }
}
