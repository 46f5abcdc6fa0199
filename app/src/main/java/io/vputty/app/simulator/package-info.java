/** A seeded virtual data centre that sends genuine sFlow and can migrate its VMs. */
@NullMarked
package io.vputty.app.simulator;

import org.jspecify.annotations.NullMarked;
