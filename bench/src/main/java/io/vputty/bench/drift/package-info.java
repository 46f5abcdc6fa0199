/** How soon detectors of drift find planted changes, and how often they are wrong. */
@NullMarked
package io.vputty.bench.drift;

import org.jspecify.annotations.NullMarked;
