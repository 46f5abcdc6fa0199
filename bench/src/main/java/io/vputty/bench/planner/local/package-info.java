/** Local search as others do it, kept simple: moves and swaps with what they gain. */
@NullMarked
package io.vputty.bench.planner.local;

import org.jspecify.annotations.NullMarked;
