/** From a placement and its edges to moves that pay, with their reasons, or the reason for none. */
@NullMarked
package io.vputty.model.plan;

import org.jspecify.annotations.NullMarked;
