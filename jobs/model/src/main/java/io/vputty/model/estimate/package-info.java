/** Estimates of traffic from packet samples, with intervals that keep their promise. */
@NullMarked
package io.vputty.model.estimate;

import org.jspecify.annotations.NullMarked;
