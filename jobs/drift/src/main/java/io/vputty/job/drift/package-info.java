/** Flink job: affinity edges to drift events. */
@NullMarked
package io.vputty.job.drift;

import org.jspecify.annotations.NullMarked;
