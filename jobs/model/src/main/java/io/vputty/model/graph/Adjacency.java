package io.vputty.model.graph;

import java.util.Arrays;

/**
 * An undirected weighted graph in compressed rows: the neighbours of a vertex lie side by side, in
 * the order in which their edges came. Loops have a weight of their own.
 */
final class Adjacency {

  private final int[] first;
  private final int[] neighbours;
  private final double[] weights;
  private final double[] strengths;

  private Adjacency(int[] first, int[] neighbours, double[] weights, double[] strengths) {
    this.first = first;
    this.neighbours = neighbours;
    this.weights = weights;
    this.strengths = strengths;
  }

  /** The graph of edges between vertices from 0. */
  static Adjacency of(int vertices, int[] from, int[] to, double[] weight) {
    int[] first = new int[vertices + 1];
    double[] strengths = new double[vertices];
    for (int edge = 0; edge < from.length; edge++) {
      strengths[from[edge]] += weight[edge];
      strengths[to[edge]] += weight[edge];
      if (from[edge] != to[edge]) {
        first[from[edge] + 1]++;
        first[to[edge] + 1]++;
      }
    }
    Arrays.parallelPrefix(first, Integer::sum);
    int[] next = first.clone();
    int[] neighbours = new int[first[vertices]];
    double[] weights = new double[first[vertices]];
    for (int edge = 0; edge < from.length; edge++) {
      if (from[edge] != to[edge]) {
        neighbours[next[from[edge]]] = to[edge];
        weights[next[from[edge]]++] = weight[edge];
        neighbours[next[to[edge]]] = from[edge];
        weights[next[to[edge]]++] = weight[edge];
      }
    }
    return new Adjacency(first, neighbours, weights, strengths);
  }

  int vertices() {
    return strengths.length;
  }

  /** Position of a vertex's first neighbour; of the vertex after the last, where they end. */
  int first(int vertex) {
    return first[vertex];
  }

  int neighbour(int position) {
    return neighbours[position];
  }

  double weight(int position) {
    return weights[position];
  }

  /** Weight of a vertex's edges, loops twice. */
  double strength(int vertex) {
    return strengths[vertex];
  }

  double[] strengths() {
    return strengths.clone();
  }

  /** The graph whose vertices are groups of this one's; edges between them add up. */
  Adjacency contracted(int[] group, int groups) {
    int edges = 0;
    for (int vertex = 0; vertex < vertices(); vertex++) {
      edges += 1 + first[vertex + 1] - first[vertex];
    }
    int[] from = new int[edges];
    int[] to = new int[edges];
    double[] weight = new double[edges];
    int edge = 0;
    for (int vertex = 0; vertex < vertices(); vertex++) {
      double loop = strengths[vertex];
      for (int i = first[vertex]; i < first[vertex + 1]; i++) {
        loop -= weights[i];
        from[edge] = group[vertex];
        to[edge] = group[neighbours[i]];
        weight[edge++] = weights[i] / 2; // each is seen from both of its ends
      }
      from[edge] = group[vertex];
      to[edge] = group[vertex];
      weight[edge++] = Math.max(0, loop) / 2;
    }
    return of(groups, from, to, weight);
  }
}
