/** Flink job: telemetry to affinity edges over sliding windows. */
@NullMarked
package io.vputty.job.affinity;

import org.jspecify.annotations.NullMarked;
