/** Moves carried out by somebody else's program, told by signed HTTP requests. */
@NullMarked
package io.vputty.sink.actuator.webhook;

import org.jspecify.annotations.NullMarked;
