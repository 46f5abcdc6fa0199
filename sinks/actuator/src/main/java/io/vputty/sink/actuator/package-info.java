/** Carries the moves of plans out through a driver and reports the life of each move. */
@NullMarked
package io.vputty.sink.actuator;

import org.jspecify.annotations.NullMarked;
