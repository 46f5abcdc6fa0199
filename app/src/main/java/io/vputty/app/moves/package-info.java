/** Plans, and what became of their moves: reports, verdicts and what people decided. */
@NullMarked
package io.vputty.app.moves;

import org.jspecify.annotations.NullMarked;
