/** Detectors of drift side by side, and counts to watch. */
@NullMarked
package io.vputty.bench.drift.contender;

import org.jspecify.annotations.NullMarked;
