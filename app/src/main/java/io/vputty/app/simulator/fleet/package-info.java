/** What the simulated data centre is made of: racks, hosts, VMs and where each VM runs. */
@NullMarked
package io.vputty.app.simulator.fleet;

import org.jspecify.annotations.NullMarked;
