/** Tests of memory edges. */
@NullMarked
package io.vputty.job.affinity.memory;

import org.jspecify.annotations.NullMarked;
