/** Answers of commands: tables for people, JSON and YAML for programs. */
@NullMarked
package io.vputty.app.output;

import org.jspecify.annotations.NullMarked;
