package io.vputty.model.graph;

import java.util.Arrays;

/**
 * Vertices that keep to themselves, by modularity: the weight inside communities beyond what
 * vertices of the same strengths would have there by chance (Newman, Phys. Rev. E 69, 2004).
 *
 * <p>The moves of the Louvain method (Blondel et al., J. Stat. Mech. 2008): each vertex in turn
 * goes to the neighbouring community that gains most, until none gains; then communities are the
 * vertices of a smaller graph, and so on. Vertices go in order and ties to the lower one, so that
 * the same graph gives the same communities. O(E) a round, few rounds. Communities far smaller than
 * the square root of all edges may be told as one, as modularity has it.
 */
public final class Communities {

  private static final int MAX_ROUNDS = 50;
  private static final double LEAST_GAIN = 1e-9;

  private Communities() {}

  /**
   * Divides vertices 0 to {@code vertices} - 1.
   *
   * @param from one end of each edge
   * @param to its other end; loops count as weight inside
   * @param weight its weight, not negative; edges between the same ends add up
   * @return community of each vertex, numbered from 0 by their first vertices
   */
  public static int[] of(int vertices, int[] from, int[] to, double[] weight) {
    int[] community = identity(vertices);
    Adjacency graph = Adjacency.of(vertices, from, to, weight);
    while (true) {
      int[] merged = numbered(move(graph));
      int left = Arrays.stream(merged).max().orElse(-1) + 1;
      for (int vertex = 0; vertex < vertices; vertex++) {
        community[vertex] = merged[community[vertex]];
      }
      if (left == graph.vertices()) {
        return numbered(community);
      }
      graph = graph.contracted(merged, left);
    }
  }

  /** Moves vertices until none gains; the community of each. */
  private static int[] move(Adjacency graph) {
    int vertices = graph.vertices();
    int[] community = identity(vertices);
    double[] strength = graph.strengths();
    double[] inside = strength.clone();
    double twice = Arrays.stream(strength).sum();
    double[] towards = new double[vertices];
    boolean moved = twice > 0;
    for (int round = 0; moved && round < MAX_ROUNDS; round++) {
      moved = false;
      for (int vertex = 0; vertex < vertices; vertex++) {
        int own = community[vertex];
        inside[own] -= strength[vertex];
        int best = best(graph, vertex, community, towards, inside, twice);
        inside[best] += strength[vertex];
        community[vertex] = best;
        moved |= best != own;
      }
    }
    return community;
  }

  /** Where a vertex that is in no community gains most. */
  private static int best(
      Adjacency graph,
      int vertex,
      int[] community,
      double[] towards,
      double[] inside,
      double twice) {
    for (int i = graph.first(vertex); i < graph.first(vertex + 1); i++) {
      towards[community[graph.neighbour(i)]] += graph.weight(i);
    }
    double strength = graph.strength(vertex);
    int best = community[vertex];
    double most = towards[best] - strength * inside[best] / twice;
    for (int i = graph.first(vertex); i < graph.first(vertex + 1); i++) {
      int other = community[graph.neighbour(i)];
      double gain = towards[other] - strength * inside[other] / twice;
      if (gain > most + LEAST_GAIN * twice) {
        best = other;
        most = gain;
      }
    }
    for (int i = graph.first(vertex); i < graph.first(vertex + 1); i++) {
      towards[community[graph.neighbour(i)]] = 0;
    }
    return best;
  }

  private static int[] identity(int vertices) {
    int[] identity = new int[vertices];
    Arrays.setAll(identity, vertex -> vertex);
    return identity;
  }

  /** The same communities, numbered as they come. */
  private static int[] numbered(int[] community) {
    int[] number = new int[community.length];
    Arrays.fill(number, -1);
    int[] numbered = new int[community.length];
    int next = 0;
    for (int vertex = 0; vertex < community.length; vertex++) {
      if (number[community[vertex]] < 0) {
        number[community[vertex]] = next++;
      }
      numbered[vertex] = number[community[vertex]];
    }
    return numbered;
  }
}
