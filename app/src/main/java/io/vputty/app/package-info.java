/** The vputty command: its subcommands, exit codes and error lines. */
@NullMarked
package io.vputty.app;

import org.jspecify.annotations.NullMarked;
