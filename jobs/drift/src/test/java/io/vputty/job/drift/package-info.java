/** Tests of the drift job. */
@NullMarked
package io.vputty.job.drift;

import org.jspecify.annotations.NullMarked;
