/** The simulated vSwitches: packet sampling and sFlow v5 datagrams. */
@NullMarked
package io.vputty.app.simulator.sflow;

import org.jspecify.annotations.NullMarked;
