/** Load of VMs to conflict edges: who contends with whom for one host. */
@NullMarked
package io.vputty.job.affinity.conflict;

import org.jspecify.annotations.NullMarked;
