/** Control groups of both versions: where VMs are, and what their files say. */
@NullMarked
package io.vputty.collector.blkio.cgroup;

import org.jspecify.annotations.NullMarked;
