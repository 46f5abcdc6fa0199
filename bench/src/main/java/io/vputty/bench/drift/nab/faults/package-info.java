/** The drift detector on calls between services into which faults were injected. */
@NullMarked
package io.vputty.bench.drift.nab.faults;

import org.jspecify.annotations.NullMarked;
