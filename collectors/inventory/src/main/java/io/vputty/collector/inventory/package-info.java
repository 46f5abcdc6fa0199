/** The inventory collector: what a YAML file says runs where, published as it changes. */
@NullMarked
package io.vputty.collector.inventory;

import org.jspecify.annotations.NullMarked;
