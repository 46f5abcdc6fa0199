package io.vputty.collector.inventory.file;

import io.vputty.collector.yaml.Quantity;
import io.vputty.collector.yaml.YamlMapping;
import io.vputty.collector.yaml.YamlScalar;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Values of one entry by type, each with what it is when it is left out. */
record Fields(YamlMapping entry) {

  String text(String key, String fallback) {
    return entry.scalar(key).map(YamlScalar::text).orElse(fallback);
  }

  /** A number from 0. */
  double number(String key, double fallback) {
    return read(key, fallback, Fields::parseNumber, "a number from 0");
  }

  int integer(String key, int fallback) {
    return read(key, fallback, Fields::parseInteger, "a whole number from 0");
  }

  long bytes(String key) {
    return read(
        key, 0L, text -> Quantity.bytes(text).stream().boxed().findFirst(), "a size such as 64GiB");
  }

  long bitsPerSecond(String key) {
    return read(
        key,
        0L,
        text -> Quantity.bitsPerSecond(text).stream().boxed().findFirst(),
        "a rate such as 10Gbit/s");
  }

  boolean flag(String key, boolean fallback) {
    return read(
        key,
        fallback,
        text -> Stream.of(true, false).filter(flag -> text.equals(flag.toString())).findFirst(),
        "true or false");
  }

  <T> T read(String key, T fallback, Function<String, Optional<T>> parser, String expected) {
    return entry.scalar(key).flatMap(value -> value.as(parser, expected)).orElse(fallback);
  }

  private static Optional<Double> parseNumber(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(n -> n >= 0 && Double.isFinite(n));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> parseInteger(String text) {
    try {
      return Optional.of(Integer.valueOf(text)).filter(n -> n >= 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
