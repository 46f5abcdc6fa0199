/** The inventory collector: what its sources say runs where, published as it changes. */
@NullMarked
package io.vputty.collector.inventory;

import org.jspecify.annotations.NullMarked;
