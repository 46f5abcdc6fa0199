/** How many moves may run at once and within an hour, and at which times they may start. */
@NullMarked
package io.vputty.sink.actuator.limit;

import org.jspecify.annotations.NullMarked;
