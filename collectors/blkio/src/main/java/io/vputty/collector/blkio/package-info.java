/** Block I/O, CPU and memory of VMs, read from outside by their cgroups. */
@NullMarked
package io.vputty.collector.blkio;

import org.jspecify.annotations.NullMarked;
