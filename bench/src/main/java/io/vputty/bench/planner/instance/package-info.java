/** Placement instances, from files and generated, as arrays. */
@NullMarked
package io.vputty.bench.planner.instance;

import org.jspecify.annotations.NullMarked;
