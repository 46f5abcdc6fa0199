/** Who may do what in the console. */
@NullMarked
package io.vputty.sink.console.access;

import org.jspecify.annotations.NullMarked;
