/** How long the planning operator holds its thread, in Flink's harness. */
@NullMarked
package io.vputty.bench.reshape;

import org.jspecify.annotations.NullMarked;
