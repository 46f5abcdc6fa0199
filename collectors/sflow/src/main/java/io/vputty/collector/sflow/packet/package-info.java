/** What packet headers say: endpoints, tunnels, protocol and ports, as far as the bytes reach. */
@NullMarked
package io.vputty.collector.sflow.packet;

import org.jspecify.annotations.NullMarked;
