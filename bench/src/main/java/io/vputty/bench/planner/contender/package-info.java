/** Ways to a placement: the planner's search and what it is compared with. */
@NullMarked
package io.vputty.bench.planner.contender;

import org.jspecify.annotations.NullMarked;
