package io.vputty.app.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vputty.mapping.FleetPages;
import io.vputty.schema.PageHashSample;
import io.vputty.schema.UnreadableRecordException;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Reads samples of page hashes in JSON, one after the other, as {@code vputty tail pagehash} prints
 * them: the record is in {@code value}, its hashes are hexadecimal.
 */
final class PageFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PageHashSample DEFAULTS = PageHashSample.newBuilder().build();

  private PageFile() {}

  /**
   * Reads to the end.
   *
   * @throws IllegalArgumentException naming the sample, counted from 1, or the place in the text
   */
  static FleetPages read(Reader text) throws IOException {
    SampledPages pages = new SampledPages();
    int number = 0;
    try (MappingIterator<JsonNode> samples = JSON.readerFor(JsonNode.class).readValues(text)) {
      while (samples.hasNextValue()) {
        number++;
        pages.take(record(samples.nextValue().path("value")));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "line %d: no JSON: %s".formatted(e.getLocation().getLineNr(), e.getOriginalMessage()), e);
    } catch (UnreadableRecordException | IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("sample %d: %s".formatted(number, e.getMessage()), e);
    }
    return pages.fleet();
  }

  private static PageHashSample record(JsonNode value) {
    return PageHashSample.newBuilder()
        .setTime(Instant.parse(value.path("time").asText(Instant.EPOCH.toString())))
        .setVm(value.path("vm").asText())
        .setHost(value.path("host").asText())
        .setTrustDomain(value.path("trustDomain").asText())
        .setKeyId(value.path("keyId").asText())
        .setKeyEpoch(value.path("keyEpoch").asLong())
        .setThreshold(value.path("threshold").asLong())
        .setPageBytes(value.path("pageBytes").asInt(DEFAULTS.getPageBytes()))
        .setHashCount(value.path("hashCount").asInt())
        .setHashGaps(ByteBuffer.wrap(HexFormat.of().parseHex(value.path("hashGaps").asText())))
        .setCoverage(value.path("coverage").asDouble(DEFAULTS.getCoverage()))
        .setRemoved(value.path("removed").asBoolean())
        .build();
  }
}
