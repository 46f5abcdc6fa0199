/** Tests of what Flink jobs share. */
@NullMarked
package io.vputty.job.runtime;

import org.jspecify.annotations.NullMarked;
