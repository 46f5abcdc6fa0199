/** How often the intervals of edges hold the truth: the table of docs/accuracy.md. */
@NullMarked
package io.vputty.bench.accuracy;

import org.jspecify.annotations.NullMarked;
