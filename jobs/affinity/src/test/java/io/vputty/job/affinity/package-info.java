/** Tests of the affinity job. */
@NullMarked
package io.vputty.job.affinity;

import org.jspecify.annotations.NullMarked;
