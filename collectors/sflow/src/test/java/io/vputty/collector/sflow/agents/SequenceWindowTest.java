package io.vputty.collector.sflow.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceWindowTest {

  private final SequenceWindow window = new SequenceWindow();

  @Test
  void beginsAnywhere() {
    assertThat(window.accept(4711)).isZero();
    assertThat(window.isWaiting()).isFalse();
  }

  @Test
  void givesAGapUpAtTheSecondAsking() {
    accept(10, 11, 15);
    assertThat(window.isWaiting()).isTrue();
    assertThat(window.giveUp()).isZero();
    assertThat(window.giveUp()).isEqualTo(3);
    assertThat(window.isWaiting()).isFalse();
  }

  @Test
  void losesNothingThatComesLate() {
    accept(10, 13, 11, 12);
    assertThat(window.isWaiting()).isFalse();
    assertThat(window.giveUp() + window.giveUp()).isZero();
  }

  @Test
  void takesBackWhatComesAfterItWasGivenUp() {
    accept(10, 12);
    window.giveUp();
    assertThat(window.giveUp()).isEqualTo(1);
    assertThat(window.accept(11)).isEqualTo(SequenceWindow.RECOVERED);
    assertThat(window.accept(11)).isEqualTo(SequenceWindow.DUPLICATE);
  }

  @Test
  void givesUpWhatLeavesTheWindow() {
    accept(10, 12);
    assertThat(window.accept(10 + SequenceWindow.SIZE)).isZero();
    assertThat(window.accept(11 + SequenceWindow.SIZE)).isEqualTo(1);
    assertThat(window.accept(11 + SequenceWindow.SIZE + 200))
        .isEqualTo(61 + 200 - SequenceWindow.SIZE);
  }

  @Test
  void countsThroughTheWrap() {
    accept(0xFFFF_FFFEL, 1);
    window.giveUp();
    assertThat(window.giveUp()).isEqualTo(2);
  }

  @Test
  void dropsWhatItHasSeen() {
    accept(10, 11);
    assertThat(window.accept(10)).isEqualTo(SequenceWindow.DUPLICATE);
    assertThat(window.accept(11)).isEqualTo(SequenceWindow.DUPLICATE);
    assertThat(window.accept(12)).isZero();
  }

  @Test
  void takesWhatWasOvertakenByTheFirst() {
    accept(10, 9, 11);
    assertThat(window.accept(9)).isEqualTo(SequenceWindow.DUPLICATE);
    assertThat(window.isWaiting()).isFalse();
  }

  @Test
  void dropsOneThatIsTooLateToTell() {
    accept(1000, 1001);
    assertThat(window.accept(700)).isEqualTo(SequenceWindow.DUPLICATE);
    assertThat(window.accept(1002)).isZero();
  }

  @Test
  void beginsAnewWhenTwoInARowAreFarBehind() {
    accept(2071, 2072);
    assertThat(window.accept(5)).isEqualTo(SequenceWindow.DUPLICATE);
    assertThat(window.accept(6)).isZero();
    assertThat(window.accept(7)).isZero();
    assertThat(window.isWaiting()).isFalse();
  }

  @Test
  void beginsAnewAfterAnAbsurdGap() {
    accept(1);
    assertThat(window.accept(2L + SequenceWindow.LARGEST_GAP)).isZero();
    assertThat(window.isWaiting()).isFalse();
  }

  /** Whatever is shuffled within the window and lost at random: came + lost = sent. */
  @Test
  void accountsForEveryNumber() {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      SequenceWindow sequence = new SequenceWindow();
      List<Integer> sent = shuffled(random, 500, 1 + random.nextInt(SequenceWindow.SIZE / 2));
      long start = random.nextInt();
      sequence.accept(start - 1);
      int came = 0;
      int lost = 0;
      for (int number : sent) {
        if (number < 499 && random.nextInt(5) == 0) {
          continue;
        }
        int given = sequence.accept(start + number & 0xFFFF_FFFFL);
        assertThat(given).isNotEqualTo(SequenceWindow.DUPLICATE);
        came++;
        lost += given;
        lost += random.nextInt(50) == 0 ? sequence.giveUp() : 0;
      }
      lost += sequence.giveUp() + sequence.giveUp();
      assertThat(came + lost).as("run %d", run).isEqualTo(500);
    }
  }

  /** 0 to count - 1, each at most {@code reach} places from where it belongs; the last one last. */
  private static List<Integer> shuffled(Random random, int count, int reach) {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    for (int from = 0; from + reach < count - 1; from += reach) {
      java.util.Collections.shuffle(numbers.subList(from, from + reach), random);
    }
    return numbers;
  }

  private void accept(long... numbers) {
    for (long number : numbers) {
      assertThat(window.accept(number)).isZero();
    }
  }
}
