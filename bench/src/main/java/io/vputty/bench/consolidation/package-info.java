/** Consolidation of VMs on few hosts, on PlanetLab's days. */
@NullMarked
package io.vputty.bench.consolidation;

import org.jspecify.annotations.NullMarked;
