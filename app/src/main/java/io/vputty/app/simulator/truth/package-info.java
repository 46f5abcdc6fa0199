/** What really crossed the simulated wires, and its price, independent of every estimate. */
@NullMarked
package io.vputty.app.simulator.truth;

import org.jspecify.annotations.NullMarked;
