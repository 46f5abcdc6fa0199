/** Fleets with their affinities, from files or from the topics, as the planner takes them. */
@NullMarked
package io.vputty.app.placement;

import org.jspecify.annotations.NullMarked;
