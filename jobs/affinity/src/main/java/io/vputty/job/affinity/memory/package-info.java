/** Samples of page hashes to MEMORY edges: what VMs hold in common. */
@NullMarked
package io.vputty.job.affinity.memory;

import org.jspecify.annotations.NullMarked;
