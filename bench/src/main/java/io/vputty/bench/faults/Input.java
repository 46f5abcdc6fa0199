package io.vputty.bench.faults;

import io.vputty.app.recorded.InputLog;
import io.vputty.app.recorded.Poison;
import io.vputty.app.recorded.Recording;
import io.vputty.schema.Codec;
import io.vputty.schema.Inventory;
import io.vputty.schema.Topics;
import io.vputty.schema.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** What became of a recording before a run reads it. */
enum Input {
  PLAIN("as recorded"),
  POISON("bad records of every kind in every partition"),
  DUPLICATES("records told twice, the second time later"),
  INVENTORY_GONE("half of the VMs leave the inventory and come back");

  private static final long SEED = 20260107;
  private static final double DUPLICATED = 0.05;
  private static final int LONGEST_DELAY = 20;
  private static final Instant GONE = Recording.START.plusSeconds(7);
  private static final Instant BACK = Recording.START.plusSeconds(13);

  private final String words;

  Input(String words) {
    this.words = words;
  }

  /** For a person. */
  String words() {
    return words;
  }

  /** The recording, changed so. */
  InputLog of(InputLog recorded) {
    return switch (this) {
      case PLAIN -> recorded;
      case POISON -> Poison.into(recorded, new Random(SEED));
      case DUPLICATES -> duplicated(recorded, new Random(SEED));
      case INVENTORY_GONE -> leaving(recorded);
    };
  }

  private static InputLog duplicated(InputLog recorded, Random random) {
    List<InputLog.Entry> told = new ArrayList<>(recorded.entries());
    for (InputLog.Entry entry : recorded.entries()) {
      if (random.nextDouble() < DUPLICATED) {
        int behind = told.indexOf(entry) + 1 + random.nextInt(LONGEST_DELAY);
        told.add(Math.min(told.size(), behind), entry);
      }
    }
    return InputLog.of(told);
  }

  /** Every second VM is removed, and said again later. */
  private static InputLog leaving(InputLog recorded) {
    List<InputLog.Entry> told = new ArrayList<>(recorded.entries());
    Set<String> seen = new HashSet<>();
    int vm = 0;
    for (InputLog.Entry entry : recorded.entries()) {
      if (isVm(entry) && seen.add(text(entry)) && vm++ % 2 == 0) {
        insert(told, at(entry, GONE, true));
        insert(told, at(entry, BACK, false));
      }
    }
    return InputLog.of(told);
  }

  private static boolean isVm(InputLog.Entry entry) {
    return entry.place().topic().equals(Topics.INVENTORY.name()) && text(entry).startsWith("vm/");
  }

  private static String text(InputLog.Entry entry) {
    byte[] key = entry.key();
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static InputLog.Entry at(InputLog.Entry said, Instant time, boolean removed) {
    Codec codec = new Codec();
    byte[] value = said.value();
    try {
      if (value == null || !(codec.decode(value) instanceof Inventory inventory)) {
        throw new IllegalStateException("%s is no inventory".formatted(text(said)));
      }
      Inventory changed = Inventory.newBuilder(inventory).setTime(time).setRemoved(removed).build();
      return new InputLog.Entry(
          said.place(), time.toEpochMilli(), said.key(), codec.encode(changed));
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException("a recording must be readable", e);
    }
  }

  /** Before the first record of its partition that is as late as it. */
  private static void insert(List<InputLog.Entry> told, InputLog.Entry entry) {
    TopicPartition place = entry.place();
    Predicate<InputLog.Entry> later =
        other -> other.place().equals(place) && other.timestampMs() >= entry.timestampMs();
    int at = 0;
    while (at < told.size() && !later.test(told.get(at))) {
      at++;
    }
    told.add(at, entry);
  }
}
