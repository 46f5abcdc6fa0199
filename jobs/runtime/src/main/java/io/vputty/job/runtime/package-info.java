/**
 * What Flink jobs share: topics in and out, watermarks and marks, the fleet as of a time, settings.
 */
@NullMarked
package io.vputty.job.runtime;

import org.jspecify.annotations.NullMarked;
