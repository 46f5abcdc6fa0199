/** What every driver must do, and the fleet that fake platforms are about. */
@NullMarked
package io.vputty.sink.actuator.conformance;

import org.jspecify.annotations.NullMarked;
