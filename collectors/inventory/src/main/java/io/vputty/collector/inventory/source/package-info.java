/** What every source of the inventory has: a way to be asked, on a thread of its own. */
@NullMarked
package io.vputty.collector.inventory.source;

import org.jspecify.annotations.NullMarked;
