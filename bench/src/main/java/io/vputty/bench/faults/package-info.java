/** Faults put into a running pipeline: does what it commits stay the same, byte for byte? */
@NullMarked
package io.vputty.bench.faults;

import org.jspecify.annotations.NullMarked;
