/** What happened, kept for months in a database: plans, drift, moves and decisions. */
@NullMarked
package io.vputty.sink.console.history;

import org.jspecify.annotations.NullMarked;
