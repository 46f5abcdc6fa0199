/** What the topics say, kept in memory. */
@NullMarked
package io.vputty.sink.console.state;

import org.jspecify.annotations.NullMarked;
