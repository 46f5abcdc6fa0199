/** How good the planner's placements are and what they take, beside what others reach. */
@NullMarked
package io.vputty.bench.planner;

import org.jspecify.annotations.NullMarked;
