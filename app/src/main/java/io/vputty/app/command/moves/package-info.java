/** Commands about plans, their moves, and what people decide of them. */
@NullMarked
package io.vputty.app.command.moves;

import org.jspecify.annotations.NullMarked;
