/** Tests of conflict edges. */
@NullMarked
package io.vputty.job.affinity.conflict;

import org.jspecify.annotations.NullMarked;
