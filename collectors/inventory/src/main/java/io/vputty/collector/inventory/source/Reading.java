package io.vputty.collector.inventory.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a source: the last it said, and since when it has been silent.
 *
 * @param kind what it is: "libvirt"
 * @param name which one it is: "libvirt qemu:///system"
 * @param snapshot the last it said; empty if it has never answered
 * @param asked when it was asked for the first time
 * @param answered when it was asked for what it said last; empty if it has never answered
 * @param failure why it did not answer since; empty if it did, or if nobody knows
 */
public record Reading(
    String kind,
    String name,
    Snapshot snapshot,
    Instant asked,
    Optional<Instant> answered,
    Optional<String> failure) {

  private static final String HANGS = "it has not answered what it was asked";

  /** One that has just been asked for the first time. */
  public static Reading begun(String kind, String name, Instant now) {
    return new Reading(kind, name, Snapshot.EMPTY, now, Optional.empty(), Optional.empty());
  }

  /** The same once it has answered. */
  public Reading said(Snapshot snapshot, Instant answered) {
    return new Reading(kind, name, snapshot, asked, Optional.of(answered), Optional.empty());
  }

  /** The same once it has failed: what it said last stays. */
  public Reading failed(String why) {
    return new Reading(kind, name, snapshot, asked, answered, Optional.of(why));
  }

  /** How long ago it knew what it said last, or since when nothing has come at all. */
  public Duration age(Instant now) {
    Duration age = Duration.between(answered.orElse(asked), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether it has been silent for longer than a time. */
  public boolean isStale(Instant now, Duration after) {
    return age(now).compareTo(after) > 0;
  }

  /** What is wrong with it, in one line; empty if nothing is. */
  public Optional<String> problem(Instant now, Duration staleAfter) {
    String why = failure.orElse(HANGS);
    long seconds = age(now).toSeconds();
    if (answered.isEmpty()) {
      return Optional.of("%s: no answer yet, %d s: %s".formatted(name, seconds, why));
    }
    return isStale(now, staleAfter)
        ? Optional.of("%s: no answer for %d s: %s".formatted(name, seconds, why))
        : Optional.empty();
  }
}
