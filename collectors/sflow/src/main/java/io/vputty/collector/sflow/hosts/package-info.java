/** Load and inventory of hosts and virtual machines, from the host structures that agents send. */
@NullMarked
package io.vputty.collector.sflow.hosts;

import org.jspecify.annotations.NullMarked;
