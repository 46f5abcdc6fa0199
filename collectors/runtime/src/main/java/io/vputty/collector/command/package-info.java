/** What the command lines of all collectors share. */
@NullMarked
package io.vputty.collector.command;

import org.jspecify.annotations.NullMarked;
