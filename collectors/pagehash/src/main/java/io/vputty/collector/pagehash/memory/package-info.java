/** Memory of processes, as /proc shows it. */
@NullMarked
package io.vputty.collector.pagehash.memory;

import org.jspecify.annotations.NullMarked;
