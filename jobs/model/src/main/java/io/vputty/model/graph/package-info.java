/** Affinities and conflicts as weighted edges, and a graph view of them. */
@NullMarked
package io.vputty.model.graph;

import org.jspecify.annotations.NullMarked;
