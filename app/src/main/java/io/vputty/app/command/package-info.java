/** The subcommands of vputty and what they share: where the broker is, failures, exit codes. */
@NullMarked
package io.vputty.app.command;

import org.jspecify.annotations.NullMarked;
