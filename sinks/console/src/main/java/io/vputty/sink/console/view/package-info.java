/** What the console tells of its state, as trees for JSON. */
@NullMarked
package io.vputty.sink.console.view;

import org.jspecify.annotations.NullMarked;
