/** Tests of the reshape job. */
@NullMarked
package io.vputty.job.reshape;

import org.jspecify.annotations.NullMarked;
