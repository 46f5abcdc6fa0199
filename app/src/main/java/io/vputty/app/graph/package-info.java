/** The affinity graph as a file that other programs read. */
@NullMarked
package io.vputty.app.graph;

import org.jspecify.annotations.NullMarked;
