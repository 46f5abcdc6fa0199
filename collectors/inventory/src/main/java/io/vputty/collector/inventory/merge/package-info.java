/** Of what several sources say, what is published. */
@NullMarked
package io.vputty.collector.inventory.merge;

import org.jspecify.annotations.NullMarked;
