/** Actuators killed and stopped in the midst of moves: does a move run twice, or get lost? */
@NullMarked
package io.vputty.bench.actuator;

import org.jspecify.annotations.NullMarked;
