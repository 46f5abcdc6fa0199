/**
 * Who talks to whom in the simulated data centre, and how many packets of which size each second.
 */
@NullMarked
package io.vputty.app.simulator.traffic;

import org.jspecify.annotations.NullMarked;
