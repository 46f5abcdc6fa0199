package io.vputty.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommunitiesTest {

  @Test
  void nobodyIsInOneCommunityWithNobody() {
    assertThat(Communities.of(0, new int[0], new int[0], new double[0])).isEmpty();
    assertThat(Communities.of(3, new int[0], new int[0], new double[0])).containsExactly(0, 1, 2);
  }

  @Test
  void weightsDecideWhereAllTalkToAll() {
    int[] from = new int[15];
    int[] to = new int[15];
    double[] weight = new double[15];
    int edge = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < a; b++) {
        from[edge] = a;
        to[edge] = b;
        weight[edge++] = a % 2 == b % 2 ? 10 : 1;
      }
    }

    assertThat(Communities.of(6, from, to, weight)).containsExactly(0, 1, 0, 1, 0, 1);
  }

  @Test
  void edgesBetweenTheSameVerticesAddUpWhicheverWayTheyPoint() {
    int[] from = {0, 1, 1, 2, 3, 2, 3};
    int[] to = {1, 0, 2, 3, 2, 1, 0};
    double[] weight = {2, 2, 1, 2, 2, 1, 1};

    assertThat(Communities.of(4, from, to, weight)).containsExactly(0, 0, 1, 1);
  }

  /** 32 groups in a ring: one pass of moves alone would stop before the groups are whole. */
  @Test
  void findsPlantedGroupsInNoise() {
    int groups = 32;
    int size = 30;
    Random random = new Random(5);
    int edges = 20_000;
    int[] from = new int[edges];
    int[] to = new int[edges];
    double[] weight = new double[edges];
    for (int edge = 0; edge < edges; edge++) {
      from[edge] = random.nextInt(groups * size);
      boolean inside = random.nextDouble() < 0.7;
      to[edge] =
          inside ? from[edge] / size * size + random.nextInt(size) : random.nextInt(groups * size);
      weight[edge] = random.nextDouble();
    }

    int[] community = Communities.of(groups * size, from, to, weight);

    assertThat(IntStream.of(community).distinct().count()).isEqualTo(groups);
    assertThat(community[0]).isZero();
    for (int vertex = 0; vertex < community.length; vertex++) {
      assertThat(community[vertex]).isEqualTo(community[vertex / size * size]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isNearlyTheBestDivisionOfASmallGraph(int seed) {
    Random random = new Random(seed);
    int vertices = 8;
    int edges = 14;
    int[] from = random.ints(edges, 0, vertices).toArray();
    int[] to = random.ints(edges, 0, vertices).toArray();
    double[] weight = random.doubles(edges, 0, 5).toArray();
    double best = -1;
    int[] division = new int[vertices];
    do {
      best = Math.max(best, modularity(division, from, to, weight));
    } while (next(division));

    double found = modularity(Communities.of(vertices, from, to, weight), from, to, weight);

    assertThat(found).isBetween(0.85 * best, best + 1e-9);
  }

  /** Next of all divisions, each written once: a vertex is at most one above those before. */
  private static boolean next(int[] division) {
    for (int i = division.length - 1; i > 0; i--) {
      int most = Arrays.stream(division, 0, i).max().orElse(0) + 1;
      if (division[i] < most) {
        division[i]++;
        Arrays.fill(division, i + 1, division.length, 0);
        return true;
      }
    }
    return false;
  }

  private static double modularity(int[] division, int[] from, int[] to, double[] weight) {
    double all = Arrays.stream(weight).sum();
    double[] strength = new double[division.length];
    double inside = 0;
    for (int edge = 0; edge < from.length; edge++) {
      strength[division[from[edge]]] += weight[edge];
      strength[division[to[edge]]] += weight[edge];
      inside += division[from[edge]] == division[to[edge]] ? weight[edge] : 0;
    }
    double chance = Arrays.stream(strength).map(s -> s / (2 * all) * (s / (2 * all))).sum();
    return inside / all - chance;
  }
}
