/** The web console: shows what the topics say, and takes decisions. */
@NullMarked
package io.vputty.sink.console;

import org.jspecify.annotations.NullMarked;
