/** Moves and what became of them, for people and programs. */
@NullMarked
package io.vputty.app.moves.view;

import org.jspecify.annotations.NullMarked;
