/** Flink job: edges, drift, inventory, outcomes and settings to plans. */
@NullMarked
package io.vputty.job.reshape;

import org.jspecify.annotations.NullMarked;
