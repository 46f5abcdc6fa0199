package io.vputty.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

final class RecordHeadersTest {

  /** SHA-256 of "abc", FIPS 180-2, begins so. */
  private static final String TRACE = "00-ba7816bf8f01cfea414140de5dae2223-b00361a396177a9c-01";

  @Test
  void aPlanHasItsIdAndATraceOfIt() {
    assertThat(RecordHeaders.of(Plan.newBuilder().setId("abc").build()))
        .isEqualTo(Map.of("vputty-plan-id", "abc", "traceparent", TRACE));
  }

  @Test
  void allThatIsWrittenAboutAMoveHasTheSameTrace() {
    Map<String, String> expected =
        Map.of("vputty-plan-id", "abc", "vputty-move-id", "m", "traceparent", TRACE);

    assertThat(RecordHeaders.of(MoveOutcome.newBuilder().setPlanId("abc").setMoveId("m").build()))
        .isEqualTo(expected);
    assertThat(RecordHeaders.of(Verdict.newBuilder().setPlanId("abc").setMoveId("m").build()))
        .isEqualTo(expected);
    assertThat(RecordHeaders.of(Decision.newBuilder().setPlanId("abc").setSubject("m").build()))
        .isEqualTo(expected);
  }

  @Test
  void aDecisionOnAPlanNamesNoMove() {
    assertThat(RecordHeaders.of(Decision.newBuilder().setPlanId("abc").setSubject("abc").build()))
        .isEqualTo(Map.of("vputty-plan-id", "abc", "traceparent", TRACE));
  }

  @Test
  void whatTellsOfNoPlanHasNone() {
    assertThat(RecordHeaders.of(Mark.newBuilder().setWriter("abc").build())).isEmpty();
    assertThat(RecordHeaders.of(Setting.newBuilder().setName("pause").build())).isEmpty();
  }

  @Test
  void areReadAsTheyWereWrittenAndTheLastOneCounts() {
    var kafka = new org.apache.kafka.common.header.internals.RecordHeaders();
    RecordHeaders.add(Map.of("b", "zwölf", "a", "1"), kafka);
    assertThat(kafka.toArray()).extracting(header -> header.key()).containsExactly("a", "b");

    kafka.add(new RecordHeader("a", null));
    assertThat(RecordHeaders.read(kafka)).isEqualTo(Map.of("a", "", "b", "zwölf"));
  }
}
