/** Targets for the Jazzer fuzzer, and the bounds that no input may break. */
@NullMarked
package io.vputty.collector.sflow.fuzz;

import org.jspecify.annotations.NullMarked;
